import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `rules`. Each also says `line` and `column` in the rule's text. */
export const rules = {
  'rules.choice.disjoint': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{left}” và “{right}” không có lựa chọn nào chung nên không bao giờ bằng nhau. Hãy so với trường khác.',
    en: 'Line {line}, column {column}: “{left}” and “{right}” share no choice, so they are never equal. Compare with another field.',
  },
  'rules.choice.result': {
    severity: 'error',
    vi: 'Quy tắc có thể ra {choices}, không phải là lựa chọn của trường. Các lựa chọn: {known}.',
    en: 'The rule may give {choices}, which the field does not have as a choice. Its choices: {known}.',
  },
  'rules.choice.unknown': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{choice}” không phải là lựa chọn của “{name}”. Gần giống: {nearest}. Các lựa chọn: {known}.',
    en: 'Line {line}, column {column}: “{choice}” is not a choice of “{name}”. Nearest: {nearest}. Its choices: {known}.',
  },
  'rules.function.arguments': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: hàm “{name}” cần {wanted} giá trị trong ngoặc, nhưng đang có {given}. Hãy thêm hoặc bớt cho đủ.',
    en: 'Line {line}, column {column}: the function “{name}” takes {wanted} values in its parentheses and is given {given}. Add or remove some.',
  },
  'rules.function.left_out': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: quy tắc không dùng được hàm “{name}” của FEEL. Hãy viết lại bằng các hàm có trong bảng hàm.',
    en: 'Line {line}, column {column}: rules do not have FEEL’s function “{name}”. Write it with functions of the table.',
  },
  'rules.function.not_built': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: hàm “{name}” chưa được xây dựng. Trong lúc chờ, hãy dùng contains, starts with hoặc ends with.',
    en: 'Line {line}, column {column}: the function “{name}” is not built yet. Until then, use contains, starts with or ends with.',
  },
  'rules.function.not_called': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{name}” là một hàm, phải viết kèm ngoặc: {name}(…).',
    en: 'Line {line}, column {column}: “{name}” is a function and needs its parentheses: {name}(…).',
  },
  'rules.function.parameter': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: hàm “{name}” không có tham số “{parameter}”, hoặc tham số được nêu hai lần. Các tham số: {known}.',
    en: 'Line {line}, column {column}: the function “{name}” has no parameter “{parameter}”, or it is given twice. Its parameters: {known}.',
  },
  'rules.function.unknown': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không có hàm “{name}”. Gần giống: {nearest}.',
    en: 'Line {line}, column {column}: there is no function “{name}”. Nearest: {nearest}.',
  },
  'rules.limit.too_costly': {
    severity: 'error',
    vi: 'Quy tắc có thể phải tính đến {steps} bước, quá mức {limit}. Hãy giảm số dòng tối đa của bảng, hoặc bớt phần lồng nhau của some, every và bộ lọc.',
    en: 'The rule may take up to {steps} steps, above the limit of {limit}. Allow fewer rows in its tables, or nest fewer some, every and filters.',
  },
  'rules.limit.too_deep': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: quy tắc lồng nhau quá {limit} tầng. Hãy tách thành các trường tính sẵn.',
    en: 'Line {line}, column {column}: the rule is nested more than {limit} levels deep. Split it over computed fields.',
  },
  'rules.limit.too_long': {
    severity: 'error',
    vi: 'Quy tắc dài {length} ký tự, quá mức {limit}. Hãy tách thành các trường tính sẵn.',
    en: 'The rule is {length} characters long, above the limit of {limit}. Split it over computed fields.',
  },
  'rules.literal.at': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không đọc được @"{found}". Hãy viết một ngày có thật như @"2025-01-20", hoặc một khoảng thời gian như @"P10D" (ngày) hay @"P1Y6M" (năm, tháng).',
    en: 'Line {line}, column {column}: @"{found}" cannot be read. Write a day that exists such as @"2025-01-20", or a duration such as @"P10D" (days) or @"P1Y6M" (years, months).',
  },
  'rules.literal.date': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{found}” không phải là một ngày có thật. Hãy viết năm-tháng-ngày như date("2025-01-20").',
    en: 'Line {line}, column {column}: “{found}” is not a day that exists. Write year-month-day such as date("2025-01-20").',
  },
  'rules.literal.duration': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{found}” không phải là một khoảng thời gian. Hãy viết số ngày như duration("P10D"), hoặc năm và tháng như duration("P1Y6M").',
    en: 'Line {line}, column {column}: “{found}” is not a duration. Write days such as duration("P10D"), or years and months such as duration("P1Y6M").',
  },
  'rules.literal.escape': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{found}” trong văn bản không có nghĩa. Dấu gạch chéo ngược viết là \\\\, dấu ngoặc kép viết là \\".',
    en: 'Line {line}, column {column}: “{found}” means nothing in a text. Write a backslash as \\\\ and a quote as \\".',
  },
  'rules.literal.number': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: số “{found}” có quá 34 chữ số. Hãy viết số ngắn hơn.',
    en: 'Line {line}, column {column}: the number “{found}” has more than 34 digits. Write a shorter one.',
  },
  'rules.name.no_fields': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không có “.{name}” vì phía trước là {of:type}, không phải một nhóm trường. Hãy bỏ “.{name}”.',
    en: 'Line {line}, column {column}: there is no “.{name}”, since what stands before it is {of:type} and has no fields. Remove “.{name}”.',
  },
  'rules.name.unknown': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không có tên “{name}”. Gần giống: {nearest}. Hãy sửa lại tên.',
    en: 'Line {line}, column {column}: there is no name “{name}”. Nearest: {nearest}. Correct the name.',
  },
  'rules.name.unknown_field': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không có trường “{name}” ở đây. Gần giống: {nearest}. Các trường: {known}.',
    en: 'Line {line}, column {column}: there is no field “{name}” here. Nearest: {nearest}. The fields: {known}.',
  },
  'rules.name.variable': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{name}” không dùng được làm tên biến của some hoặc every. Hãy dùng một từ gồm chữ không dấu, chữ số và dấu gạch dưới.',
    en: 'Line {line}, column {column}: “{name}” cannot name a variable of some or every. Use one word of plain letters, digits and underscores.',
  },
  'rules.null.decides': {
    severity: 'warning',
    vi: 'Khi {names} chưa được trả lời, kết quả của quy tắc bị quyết định bởi chỗ trống đó: not(…) không đúng, và if chuyển sang else. Hãy nói rõ, ví dụ thêm “… != null and” hoặc “is empty(…) or”.',
    en: 'While {names} is not answered, that alone settles the rule: not(…) does not hold, and if takes its else. Say what is meant, for example with “… != null and” or “is empty(…) or”.',
  },
  'rules.null.operand': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{operator}” với null thì luôn ra null. Muốn hỏi đã trả lời chưa, hãy viết “= null” hoặc “!= null”.',
    en: 'Line {line}, column {column}: “{operator}” with null always gives null. To ask whether something is answered, write “= null” or “!= null”.',
  },
  'rules.range.always': {
    severity: 'warning',
    vi: 'Dòng {line}, cột {column}: “{comparison}” đúng với mọi câu trả lời, vì “{name}” chỉ nhận từ {min} đến {max}. Hãy sửa con số hoặc bỏ phép so này.',
    en: 'Line {line}, column {column}: “{comparison}” holds for every answer, since “{name}” goes from {min} to {max}. Correct the number, or leave the comparison out.',
  },
  'rules.range.never': {
    severity: 'warning',
    vi: 'Dòng {line}, cột {column}: “{comparison}” không bao giờ đúng, vì “{name}” chỉ nhận từ {min} đến {max}. Hãy sửa con số.',
    en: 'Line {line}, column {column}: “{comparison}” never holds, since “{name}” goes from {min} to {max}. Correct the number.',
  },
  'rules.syntax.empty': {
    severity: 'error',
    vi: 'Quy tắc trống. Hãy viết điều kiện hoặc phép tính, hoặc bỏ hẳn quy tắc này.',
    en: 'The rule is empty. Write a condition or computation, or leave the rule out.',
  },
  'rules.syntax.not_supported': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: quy tắc không dùng được “{construct}”. Hãy viết lại bằng các phép có trong tài liệu về quy tắc.',
    en: 'Line {line}, column {column}: rules do not have “{construct}”. Write it with what the documentation of rules lists.',
  },
  'rules.syntax.operator': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không viết “{found}”; hãy viết “{use}”.',
    en: 'Line {line}, column {column}: “{found}” is not written so; write “{use}”.',
  },
  'rules.syntax.unexpected': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: không hiểu “{found}” ở chỗ này. Hãy xem có thiếu dấu ngoặc, dấu phẩy hay phép nối ngay trước đó.',
    en: 'Line {line}, column {column}: “{found}” is not understood here. Look for a missing bracket, comma or operator just before it.',
  },
  'rules.syntax.unfinished': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: quy tắc dừng giữa chừng. Hãy viết nốt vế còn thiếu hoặc đóng ngoặc.',
    en: 'Line {line}, column {column}: the rule ends too early. Write what is missing, or close the bracket.',
  },
  'rules.type.argument': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: tham số “{parameter}” của hàm “{name}” phải là {wanted:type}, không phải {given:type}.',
    en: 'Line {line}, column {column}: the parameter “{parameter}” of the function “{name}” must be {wanted:type}, not {given:type}.',
  },
  'rules.type.mismatch': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{operator}” không dùng được giữa {left:type} và {right:type}. Hãy dùng hai vế cùng loại.',
    en: 'Line {line}, column {column}: “{operator}” does not go between {left:type} and {right:type}. Use two sides of one kind.',
  },
  'rules.type.mixed': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: chỗ này khi thì ra {first:type}, khi thì ra {second:type}. Hãy để cùng một loại.',
    en: 'Line {line}, column {column}: this gives now {first:type}, now {second:type}. Keep to one kind.',
  },
  'rules.type.not_condition': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: chỗ này phải là một điều kiện đúng hoặc sai, nhưng lại ra {given:type}. Hãy so sánh với một giá trị, ví dụ “= 0” hoặc “!= null”.',
    en: 'Line {line}, column {column}: this must be a condition that is true or false, but gives {given:type}. Compare it with a value, such as “= 0” or “!= null”.',
  },
  'rules.type.operand': {
    severity: 'error',
    vi: 'Dòng {line}, cột {column}: “{operator}” cần {wanted:type}, không dùng được với {given:type}.',
    en: 'Line {line}, column {column}: “{operator}” takes {wanted:type} and does not go with {given:type}.',
  },
  'rules.type.result': {
    severity: 'error',
    vi: 'Quy tắc phải ra {wanted:type}, nhưng lại ra {given:type}. Hãy sửa phép tính hoặc loại của trường.',
    en: 'The rule must give {wanted:type}, but gives {given:type}. Correct the computation, or the field’s type.',
  },
} as const satisfies Record<string, CatalogueEntry>;

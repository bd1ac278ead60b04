import type { CatalogueEntry } from './entry.ts';

/**
 * Codes of the area `schema`: what can be said about a definition file by itself, from its bytes to the shape
 * of its objects.
 */
export const schema = {
  'schema.folder.missing': {
    severity: 'error',
    vi: 'Không có thư mục “{folder}”. Hãy kiểm tra lại đường dẫn.',
    en: 'There is no folder “{folder}”. Check the path.',
  },
  'schema.folder.unknown': {
    severity: 'error',
    vi: 'Thư mục “{folder}” không có chỗ trong một phong trào. Các thư mục dùng được: {known}. Hãy đổi tên hoặc chuyển đi chỗ khác.',
    en: 'The folder “{folder}” has no place in a campaign. Folders to use: {known}. Rename it or move it away.',
  },
  'schema.folder.too_many': {
    severity: 'error',
    vi: 'Thư mục có hơn {max} tệp. Hãy bỏ các tệp không thuộc phong trào ra khỏi thư mục.',
    en: 'The folder holds more than {max} files. Take out the files that do not belong to the campaign.',
  },
  'schema.folder.too_large': {
    severity: 'error',
    vi: 'Các tệp trong thư mục cộng lại lớn hơn {maxMb} MB. Hãy bỏ các tệp không thuộc phong trào ra khỏi thư mục.',
    en: 'The files of the folder are larger than {maxMb} MB together. Take out the files that do not belong to the campaign.',
  },
  'schema.file.missing': {
    severity: 'error',
    vi: 'Thiếu tệp “{file}”. Hãy thêm tệp này vào thư mục của phong trào.',
    en: 'The file “{file}” is missing. Add it to the campaign’s folder.',
  },
  'schema.file.unknown': {
    severity: 'error',
    vi: 'Tệp “{file}” không có chỗ trong một phong trào. Các chỗ gần giống: {nearest}. Hãy đổi tên, chuyển chỗ hoặc xóa tệp.',
    en: 'The file “{file}” has no place in a campaign. Nearest places: {nearest}. Rename, move or delete the file.',
  },
  'schema.file.too_large': {
    severity: 'error',
    vi: 'Tệp lớn hơn {maxMb} MB nên không được đọc. Hãy chia nhỏ hoặc bỏ tệp này.',
    en: 'The file is larger than {maxMb} MB and was not read. Split it or take it out.',
  },
  'schema.file.too_many_values': {
    severity: 'error',
    vi: 'Tệp có hơn {max} giá trị nên không được xem tiếp. Hãy chia nhỏ tệp.',
    en: 'The file holds more than {max} values and was not looked at further. Split it.',
  },
  'schema.file.more_issues': {
    severity: 'note',
    vi: 'Tệp còn nhiều lỗi nữa; chỉ {shown} lỗi đầu được nêu. Hãy sửa các lỗi này rồi kiểm tra lại.',
    en: 'The file has more problems; only the first {shown} are told. Mend these and check again.',
  },
  'schema.file.link': {
    severity: 'error',
    vi: 'Tệp là một liên kết trỏ ra ngoài thư mục, hoặc trỏ vào chỗ không có. Hãy thay bằng bản sao của tệp gốc.',
    en: 'The file is a link that leads out of the folder or to nothing. Put a copy of the file in its place.',
  },
  'schema.file.unreadable': {
    severity: 'error',
    vi: 'Không đọc được tệp ({reason}). Hãy kiểm tra quyền đọc.',
    en: 'The file cannot be read ({reason}). Check its permissions.',
  },
  'schema.file.not_text': {
    severity: 'error',
    vi: 'Tệp không phải văn bản UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.',
    en: 'The file is not UTF-8 text. Save it again in UTF-8.',
  },
  'schema.file.byte_order_mark': {
    severity: 'error',
    vi: 'Tệp bắt đầu bằng dấu BOM. Hãy lưu lại tệp dưới dạng UTF-8 không có BOM.',
    en: 'The file begins with a byte order mark. Save it again as UTF-8 without one.',
  },
  'schema.path.unsafe': {
    severity: 'error',
    vi: 'Đường dẫn “{file}” không hợp lệ. Hãy dùng đường dẫn trong thư mục, chỉ gồm chữ thường không dấu, số, gạch nối, dấu chấm và dấu “/”.',
    en: 'The path “{file}” is not allowed. Use a path inside the folder, of lower-case letters, digits, hyphens, dots and “/” only.',
  },
  'schema.json.malformed': {
    severity: 'error',
    vi: 'Tệp không phải JSON hợp lệ: ở dòng {line}, cột {column} gặp “{found}” trong khi cần {expected}. Hãy sửa lại chỗ này.',
    en: 'The file is not JSON: at line {line}, column {column} stands “{found}” where {expected} is needed. Correct it there.',
  },
  'schema.json.ended': {
    severity: 'error',
    vi: 'Tệp không phải JSON hợp lệ: tệp hết ở dòng {line}, cột {column} trong khi còn cần {expected}. Hãy viết cho đủ.',
    en: 'The file is not JSON: it ends at line {line}, column {column} where {expected} is still needed. Complete it.',
  },
  'schema.json.too_deep': {
    severity: 'error',
    vi: 'Ở dòng {line}, cột {column} các ngoặc lồng nhau quá {max} tầng. Hãy kiểm tra lại ngoặc.',
    en: 'At line {line}, column {column} brackets are nested more than {max} deep. Check the brackets.',
  },
  'schema.json.number': {
    severity: 'error',
    vi: 'Số {value} ở dòng {line}, cột {column} có nhiều chữ số hơn mức giữ được chính xác. Hãy viết số trong ngoặc kép.',
    en: 'The number {value} at line {line}, column {column} has more digits than can be kept exactly. Write it in quotes.',
  },
  'schema.key.duplicate': {
    severity: 'error',
    vi: 'Mục “{key}” được viết hai lần, lần sau ở dòng {line}, cột {column}. Hãy bỏ bớt một lần.',
    en: '“{key}” is written twice, the second time at line {line}, column {column}. Remove one of them.',
  },
  'schema.key.unknown': {
    severity: 'error',
    vi: 'Không có mục “{key}” ở chỗ này. Gần giống: {nearest}. Các mục dùng được: {known}.',
    en: 'There is no “{key}” here. Nearest: {nearest}. What may stand here: {known}.',
  },
  'schema.key.missing': {
    severity: 'error',
    vi: 'Thiếu mục “{key}”. Hãy thêm vào.',
    en: '“{key}” is missing. Add it.',
  },
  'schema.key.apart': {
    severity: 'error',
    vi: 'Không dùng “{key}” cùng với “{other}”. Hãy giữ lại một mục.',
    en: '“{key}” does not go together with “{other}”. Keep one of the two.',
  },
  'schema.type.wrong': {
    severity: 'error',
    vi: 'Chỗ này phải là {expected:json}, không phải {found:json}. Hãy sửa lại giá trị.',
    en: 'This must be {expected:json}, not {found:json}. Correct the value.',
  },
  'schema.value.unknown': {
    severity: 'error',
    vi: 'Không có giá trị “{value}”. Gần giống: {nearest}. Các giá trị dùng được: {known}.',
    en: 'There is no value “{value}”. Nearest: {nearest}. Values to use: {known}.',
  },
  'schema.value.malformed': {
    severity: 'error',
    vi: 'Giá trị “{value}” viết sai dạng. Hãy viết như ví dụ: {example}.',
    en: 'The value “{value}” is not of the right form. Write it like this: {example}.',
  },
  'schema.value.too_short': {
    severity: 'error',
    vi: 'Giá trị phải dài ít nhất {min} ký tự. Hãy viết thêm.',
    en: 'The value must have at least {min} characters. Write more.',
  },
  'schema.value.too_long': {
    severity: 'error',
    vi: 'Giá trị chỉ được dài nhất {max} ký tự. Hãy rút ngắn.',
    en: 'The value may have at most {max} characters. Shorten it.',
  },
  'schema.number.too_small': {
    severity: 'error',
    vi: 'Số {value} nhỏ hơn mức cho phép là {min}. Hãy sửa lại số.',
    en: 'The number {value} is below the least allowed, {min}. Correct it.',
  },
  'schema.number.too_large': {
    severity: 'error',
    vi: 'Số {value} lớn hơn mức cho phép là {max}. Hãy sửa lại số.',
    en: 'The number {value} is above the greatest allowed, {max}. Correct it.',
  },
  'schema.list.too_short': {
    severity: 'error',
    vi: 'Danh sách phải có ít nhất {min} mục. Hãy thêm vào.',
    en: 'The list must have at least {min} members. Add some.',
  },
  'schema.list.repeated': {
    severity: 'error',
    vi: 'Danh sách có “{value}” hai lần. Hãy bỏ bớt một lần.',
    en: 'The list has “{value}” twice. Remove one of them.',
  },
  'schema.day.impossible': {
    severity: 'error',
    vi: 'Không có ngày {value} trong lịch. Hãy sửa lại ngày.',
    en: 'There is no day {value}. Correct it.',
  },
  'schema.id.duplicate': {
    severity: 'error',
    vi: 'Mã “{id}” đã được dùng cho một mục khác. Hãy đổi một trong hai.',
    en: 'The id “{id}” is taken by another. Change one of the two.',
  },
  'schema.id.not_file_name': {
    severity: 'error',
    vi: 'Mã “{id}” khác tên tệp. Hãy đổi mã thành “{file}” hoặc đổi tên tệp.',
    en: 'The id “{id}” differs from the file’s name. Change it to “{file}”, or rename the file.',
  },
  'schema.version.newer': {
    severity: 'error',
    vi: 'Tệp viết bằng phiên bản ngôn ngữ {value}, mới hơn phiên bản {known} mà bản này đọc được. Hãy dùng bản Thidua mới hơn.',
    en: 'The file is written in language version {value}, newer than the {known} this build reads. Use a newer build of Thidua.',
  },
  'schema.word.not_built': {
    severity: 'error',
    vi: '“{word}” chưa được làm. Hãy bỏ ra khỏi định nghĩa.',
    en: '“{word}” is not built yet. Take it out of the definition.',
  },
} as const satisfies Record<string, CatalogueEntry>;

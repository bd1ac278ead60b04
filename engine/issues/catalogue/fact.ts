import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `fact`: figures over other cases that cannot be made as they are defined. */
export const fact = {
  'fact.field.missing': {
    severity: 'error',
    vi: 'Số liệu “{fact}” phải nêu trường để tính (field). Hãy thêm một trường số của biểu mẫu “{form}”.',
    en: 'The fact “{fact}” must name the field it is made of. Add a number field of the form “{form}”.',
  },
  'fact.field.of_count': {
    severity: 'error',
    vi: 'Số liệu “{fact}” chỉ đếm hồ sơ nên không có trường. Hãy bỏ field, hoặc chọn phép tính khác.',
    en: 'The fact “{fact}” only counts cases, so it has no field. Leave field out, or choose another value.',
  },
  'fact.field.type': {
    severity: 'error',
    vi: 'Số liệu “{fact}” cần trường số, nhưng “{field}” của biểu mẫu “{form}” không phải là số. Hãy chọn trường khác.',
    en: 'The fact “{fact}” needs a number, but “{field}” of the form “{form}” is none. Choose another field.',
  },
  'fact.field.not_listed': {
    severity: 'error',
    vi: 'Số liệu “{fact}” đọc trường “{field}” chưa được phép đưa vào tổng hợp. Hãy đặt "listed": true cho trường ấy trong biểu mẫu “{form}”.',
    en: 'The fact “{fact}” reads the field “{field}”, which may not stand in totals. Set "listed": true on it in the form “{form}”.',
  },
  'fact.field.personal': {
    severity: 'error',
    vi: 'Số liệu “{fact}” đọc trường “{field}” chứa dữ liệu cá nhân ({sensitivity}). Dữ liệu cá nhân không đưa vào tổng hợp; hãy chọn trường khác.',
    en: 'The fact “{fact}” reads the field “{field}”, which is personal data ({sensitivity}). That never stands in totals; choose another field.',
  },
  'fact.where.outside': {
    severity: 'error',
    vi: 'Điều kiện của số liệu “{fact}” đọc “{name}”, nhưng chỉ được đọc câu trả lời của biểu mẫu “{form}”. Hãy bỏ phần đó.',
    en: 'The condition of the fact “{fact}” reads “{name}”, but may read only answers of the form “{form}”. Leave that out.',
  },
  'fact.cycle.facts': {
    severity: 'error',
    vi: 'Các số liệu {members} tính lẫn nhau thành vòng. Hãy bỏ một số liệu khỏi biểu mẫu mà số liệu kia đọc.',
    en: 'The facts {members} are made from one another in a circle. Take one of them out of the form another reads.',
  },
  'fact.time.closes_after': {
    severity: 'error',
    vi: 'Nội dung “{entry}” kỳ {period} đến hạn {due}, nhưng số liệu “{fact}” còn tính cả kỳ {later} của “{source}”, khép ngày {closes}. Hãy lùi hạn, hoặc tính trong khoảng ngắn hơn.',
    en: 'The entry “{entry}” of {period} is due on {due}, but the fact “{fact}” still takes in {later} of “{source}”, which closes on {closes}. Move the deadline, or let the fact cover less.',
  },
  'fact.subject.differs': {
    severity: 'error',
    vi: 'Số liệu “{fact}” tính theo cùng đối tượng, nhưng “{entry}” và “{source}” không cùng loại đối tượng nên luôn bằng không. Hãy tính theo đơn vị, hoặc đổi nội dung nguồn.',
    en: 'The fact “{fact}” is about the same subject, but “{entry}” and “{source}” are about different kinds of subjects, so it would always be nothing. Make it of the unit, or take another source.',
  },
} as const satisfies Record<string, CatalogueEntry>;

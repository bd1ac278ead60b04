/**
 * Words for params that are names of the machine's, by table and name. A sentence asks for a word with
 * `{param:table}`; a name that the table does not know prints itself.
 */
export const words: Readonly<Record<string, Readonly<Record<string, { vi: string; en: string }>>>> = {
  json: {
    object: { vi: 'một nhóm mục { … }', en: 'an object { … }' },
    array: { vi: 'một danh sách [ … ]', en: 'a list [ … ]' },
    string: { vi: 'một chuỗi chữ "…"', en: 'a text "…"' },
    number: { vi: 'một số', en: 'a number' },
    integer: { vi: 'một số nguyên', en: 'a whole number' },
    boolean: { vi: 'true hoặc false', en: 'true or false' },
    null: { vi: 'null', en: 'null' },
  },
  sensitivity: {
    public: { vi: 'công khai', en: 'public' },
    internal: { vi: 'nội bộ', en: 'internal' },
    personal: { vi: 'cá nhân', en: 'personal' },
    sensitive: { vi: 'nhạy cảm', en: 'sensitive' },
  },
  personal: {
    identityNumber: { vi: 'số căn cước', en: 'an identity number' },
    phone: { vi: 'số điện thoại', en: 'a telephone number' },
    email: { vi: 'địa chỉ thư điện tử', en: 'an e-mail address' },
    personName: { vi: 'tên người', en: 'a person’s name' },
    birthYear: { vi: 'năm sinh', en: 'a year of birth' },
  },
  day: {
    saturday: { vi: 'thứ Bảy', en: 'Saturday' },
    sunday: { vi: 'Chủ nhật', en: 'Sunday' },
  },
  part: {
    aims: { vi: 'mục tiêu', en: 'aims' },
    scope: { vi: 'phạm vi', en: 'scope' },
    subjects: { vi: 'đối tượng', en: 'subjects' },
    criteria: { vi: 'nội dung và tiêu chí', en: 'contents and criteria' },
    plan: { vi: 'kế hoạch', en: 'plan' },
    measures: { vi: 'biện pháp', en: 'measures' },
    launch: { vi: 'phát động', en: 'launch' },
    inspection: { vi: 'kiểm tra, giám sát', en: 'inspection' },
    interimReview: { vi: 'sơ kết', en: 'interim review' },
    finalReview: { vi: 'tổng kết', en: 'final review' },
    awards: { vi: 'khen thưởng', en: 'awards' },
  },
  type: {
    number: { vi: 'số', en: 'a number' },
    text: { vi: 'văn bản', en: 'a text' },
    choice: { vi: 'lựa chọn', en: 'a choice' },
    boolean: { vi: 'đúng/sai', en: 'true or false' },
    date: { vi: 'ngày', en: 'a date' },
    duration: { vi: 'khoảng thời gian', en: 'a duration' },
    days: { vi: 'khoảng thời gian tính bằng ngày', en: 'a duration in days' },
    months: { vi: 'khoảng thời gian tính bằng tháng', en: 'a duration in months' },
    list: { vi: 'danh sách', en: 'a list' },
    record: { vi: 'nhóm trường', en: 'a record' },
    null: { vi: 'null', en: 'null' },
    any: { vi: 'giá trị bất kỳ', en: 'any value' },
  },
};

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `archive`: why a zip is not read as a campaign. */
export const archive = {
  'archive.file.unreadable': {
    severity: 'error',
    vi: 'Tệp này không phải tệp .zip, hoặc bị hỏng hay thiếu một phần. Hãy nén lại thư mục của phong trào rồi chọn lại.',
    en: 'This is not a .zip file, or it is damaged or cut short. Please zip the campaign’s folder again and choose it once more.',
  },
  'archive.file.too_large': {
    severity: 'error',
    vi: 'Tệp .zip lớn hơn {maxMb} MB. Hãy bỏ những gì không thuộc phong trào rồi nén lại.',
    en: 'The .zip file is larger than {maxMb} MB. Please leave out what does not belong to the campaign and zip it again.',
  },
  'archive.file.too_many': {
    severity: 'error',
    vi: 'Tệp .zip có hơn {max} mục. Hãy chỉ nén thư mục của một phong trào.',
    en: 'The .zip file has more than {max} entries. Please zip the folder of one campaign only.',
  },
  'archive.file.inflates': {
    severity: 'error',
    vi: 'Các tệp trong .zip khi giải nén lớn hơn {maxMb} MB. Hãy bỏ những gì không thuộc phong trào rồi nén lại.',
    en: 'The files in the .zip are larger than {maxMb} MB once inflated. Please leave out what does not belong to the campaign and zip it again.',
  },
  'archive.file.ratio': {
    severity: 'error',
    vi: 'Tệp .zip phình ra hơn {max} lần khi giải nén nên không được mở. Hãy nén lại thư mục của phong trào bằng công cụ nén thông thường.',
    en: 'The .zip grows more than {max} times when inflated, so it is not opened. Please zip the campaign’s folder again with an ordinary tool.',
  },
  'archive.file.empty': {
    severity: 'error',
    vi: 'Tệp .zip không có tệp nào. Hãy nén thư mục có tệp campaign.json.',
    en: 'There is no file in the .zip. Please zip the folder that has campaign.json in it.',
  },
  'archive.entry.name': {
    severity: 'error',
    vi: 'Tên “{file}” trong .zip không viết bằng UTF-8. Hãy đổi thành tên không dấu rồi nén lại.',
    en: 'The name “{file}” in the .zip is not UTF-8. Please rename it to plain letters and zip again.',
  },
  'archive.entry.path': {
    severity: 'error',
    vi: 'Đường dẫn “{file}” trong .zip dẫn ra ngoài hoặc có ký tự không được phép. Hãy nén lại từ chính thư mục của phong trào, đường dẫn chỉ dùng dấu “/”.',
    en: 'The path “{file}” in the .zip leads outside or has signs that are not allowed. Please zip the campaign’s folder itself again; paths use “/” only.',
  },
  'archive.entry.twice': {
    severity: 'error',
    vi: '“{file}” trùng tên với “{other}” trong .zip (không phân biệt chữ hoa, chữ thường). Hãy giữ một tệp.',
    en: '“{file}” has the same name as “{other}” in the .zip (upper and lower case count as one). Please keep one of them.',
  },
  'archive.entry.link': {
    severity: 'error',
    vi: '“{file}” trong .zip là một liên kết hoặc tệp đặc biệt. Hãy thay bằng chính tệp đó.',
    en: '“{file}” in the .zip is a link or a special file. Please put the file itself in its place.',
  },
  'archive.entry.encrypted': {
    severity: 'error',
    vi: '“{file}” trong .zip được đặt mật khẩu. Hãy nén lại không có mật khẩu.',
    en: '“{file}” in the .zip is encrypted. Please zip it again without a password.',
  },
  'archive.entry.method': {
    severity: 'error',
    vi: '“{file}” được nén theo kiểu không đọc được ({method}). Hãy nén lại kiểu .zip thông thường (Deflate).',
    en: '“{file}” is compressed in a way that cannot be read ({method}). Please zip it again the ordinary way (Deflate).',
  },
  'archive.entry.too_large': {
    severity: 'error',
    vi: '“{file}” lớn hơn {maxMb} MB khi giải nén. Hãy chia nhỏ tệp hoặc bỏ nó ra.',
    en: '“{file}” is larger than {maxMb} MB once inflated. Please split the file or leave it out.',
  },
  'archive.entry.ratio': {
    severity: 'error',
    vi: '“{file}” phình ra hơn {max} lần khi giải nén nên không được mở. Hãy kiểm tra tệp này rồi nén lại.',
    en: '“{file}” grows more than {max} times when inflated, so it is not opened. Please look at the file and zip it again.',
  },
  'archive.entry.damaged': {
    severity: 'error',
    vi: '“{file}” trong .zip bị hỏng: nội dung không khớp với cỡ hoặc mã kiểm tra được ghi. Hãy nén lại rồi chọn lại.',
    en: '“{file}” in the .zip is damaged: what is in it does not match the size or checksum written down. Please zip it again.',
  },
} as const satisfies Record<string, CatalogueEntry>;

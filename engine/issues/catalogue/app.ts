import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `app`: what the use cases refuse before or around the pure core. */
export const app = {
  'app.number.note_missing': {
    severity: 'error',
    vi: 'Hãy ghi vì sao bỏ số này; lý do đứng trong sổ.',
    en: 'Say why this number is void; the reason stands in the register.',
  },
  'app.number.unknown': {
    severity: 'error',
    vi: 'Sổ của phong trào không có số này. Hãy mở lại sổ.',
    en: 'The campaign’s registers have no such number. Open the register again.',
  },
  'app.number.used': {
    severity: 'error',
    vi: 'Số này vừa được dùng cho một văn bản nên không bỏ được. Hãy mở lại sổ để xem hồ sơ.',
    en: 'The number has just been used for a document and cannot be made void. Open the register again to see the case.',
  },
  'app.number.void': {
    severity: 'error',
    vi: 'Số này đã bỏ rồi. Hãy mở lại sổ.',
    en: 'The number is void already. Open the register again.',
  },
  'app.number.taken': {
    severity: 'error',
    vi: 'Số này vừa có người lấy trước. Hãy xem số kế tiếp trong sổ.',
    en: 'Somebody was quicker and has this number. See the next one in the register.',
  },
  'app.case.unknown': {
    severity: 'error',
    vi: 'Không có hồ sơ này, hoặc anh/chị không có quyền xem. Hãy mở lại từ danh sách.',
    en: 'There is no such case, or you may not see it. Please open it from the list again.',
  },
  'app.case.busy': {
    severity: 'error',
    vi: 'Nhiều người đang xử lý hồ sơ này cùng lúc. Lựa chọn của anh/chị đã được giữ; hãy bấm lại sau vài giây.',
    en: 'Several people are working on this case at once. Your choice is kept; please press again in a few seconds.',
  },
  'app.case.too_large': {
    severity: 'error',
    vi: 'Hồ sơ đã quá lớn (hơn 1 MB) nên không nhận thêm thao tác. Hãy báo quản trị viên.',
    en: 'The case has grown too large (over 1 MB) and takes no more acts. Please tell the administrator.',
  },
  'app.draft.changed_elsewhere': {
    severity: 'error',
    vi: 'Bản nháp vừa được lưu từ một nơi khác lúc {at}. Nội dung anh/chị vừa nhập còn nguyên bên dưới; hãy chọn giữ bản nào.',
    en: 'The draft was saved from another place at {at}. What you typed is still below; please choose which to keep.',
  },
  'app.draft.too_large': {
    severity: 'error',
    vi: 'Nội dung nháp quá dài. Hãy rút ngắn rồi lưu lại.',
    en: 'The draft is too long. Please shorten it and save again.',
  },
  'app.bundle.not_ready': {
    severity: 'error',
    vi: '{entry}: còn {count} chỗ cần sửa trước khi gửi.',
    en: '{entry}: {count} places need mending before it can be sent.',
  },
  'app.bundle.nothing_to_send': {
    severity: 'error',
    vi: 'Không có báo cáo nào đang chờ gửi trong kỳ này.',
    en: 'No report of this period waits to be sent.',
  },
  'app.opening.unknown': {
    severity: 'error',
    vi: 'Không có loại hồ sơ này để lập, hoặc hồ sơ tự mở khi đến kỳ. Hãy chọn lại trong danh sách.',
    en: 'There is no such case to begin, or it opens by itself when its period comes. Please choose from the list again.',
  },
  'app.opening.subject': {
    severity: 'error',
    vi: 'Hãy chọn một người, một tập thể hoặc một hộ trong danh sách của đơn vị mình.',
    en: 'Please choose a person, a collective or a household from the list of your own unit.',
  },
  'app.opening.may_not_add': {
    severity: 'error',
    vi: 'Phong trào không cho anh/chị thêm tên vào sổ đối tượng của “{unit}”. Hãy nhờ quản trị viên thêm.',
    en: 'The campaign does not let you add names to the register of “{unit}”. Please ask the administrator to add this one.',
  },
  'app.opening.added_later': {
    severity: 'error',
    vi: 'Ngày {day} chưa tới nên chưa lập hồ sơ được. Hãy ghi hôm nay hoặc một ngày đã qua.',
    en: '{day} has not come yet, so no case can be begun. Write today or a day that is past.',
  },
  'app.entering.not_yours': {
    severity: 'error',
    vi: 'Phong trào không cho anh/chị nhập thay cho “{unit}”. Hãy tìm đơn vị của mình, hoặc hỏi quản trị viên.',
    en: 'The campaign does not let you enter anything on behalf of “{unit}”. Look for a unit of yours, or ask the administrator.',
  },
  'app.entering.not_now': {
    severity: 'error',
    vi: 'Hồ sơ này không còn chờ đơn vị điền, hoặc anh/chị không được nhập thay. Hãy mở lại danh sách của đơn vị.',
    en: 'The unit’s part of this case is done, or entering it on their behalf is not yours. Open the list of the unit again.',
  },
  'app.entering.nobody': {
    severity: 'error',
    vi: 'Hãy chọn người của đơn vị đứng tên trên bản giấy.',
    en: 'Choose whose name of the unit stands on the paper.',
  },
  'app.reminder.not_yours': {
    severity: 'error',
    vi: 'Anh/chị không có quyền nhắc đơn vị của phong trào này. Hãy hỏi quản trị viên.',
    en: 'Reminding units of this campaign is not yours. Please ask the administrator.',
  },
  'app.reminder.nobody': {
    severity: 'error',
    vi: 'Chưa chọn đơn vị nào để nhắc, hoặc các đơn vị đã chọn không còn quá hạn. Hãy chọn lại.',
    en: 'No unit is ticked, or those ticked are late no more. Please choose again.',
  },
  'app.file.type': {
    severity: 'error',
    vi: 'Tệp “{name}” không phải loại được nhận. Hãy chọn tệp: {accept}.',
    en: 'The file “{name}” is not of a kind that is taken. Please choose one of: {accept}.',
  },
  'app.file.content': {
    severity: 'error',
    vi: 'Nội dung tệp “{name}” không đúng với đuôi tệp. Hãy xuất lại tệp rồi gửi lại.',
    en: 'The content of “{name}” does not match its ending. Please export the file again and send it once more.',
  },
  'app.file.too_large': {
    severity: 'error',
    vi: 'Tệp “{name}” lớn hơn {maxMb} MB. Hãy chọn tệp nhỏ hơn hoặc giảm cỡ ảnh.',
    en: 'The file “{name}” is larger than {maxMb} MB. Please choose a smaller one or shrink the picture.',
  },
  'app.file.too_many': {
    severity: 'error',
    vi: 'Trường này nhận nhiều nhất {max} tệp. Hãy bỏ bớt rồi thêm lại.',
    en: 'This field takes at most {max} files. Please remove some first.',
  },
  'app.file.empty': {
    severity: 'error',
    vi: 'Tệp “{name}” rỗng. Hãy chọn lại tệp.',
    en: 'The file “{name}” is empty. Please choose it again.',
  },
  'app.sign_in.wrong': {
    severity: 'error',
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại.',
    en: 'The login or the password is not right. Please check and try again.',
  },
  'app.sign_in.locked': {
    severity: 'error',
    vi: 'Đăng nhập sai nhiều lần nên tạm khóa. Hãy thử lại sau {minutes} phút, hoặc nhờ quản trị viên đặt lại mật khẩu.',
    en: 'Too many wrong attempts, so sign-in is locked. Try again in {minutes} minutes, or ask an administrator to reset the password.',
  },
  'app.account.login_taken': {
    severity: 'error',
    vi: 'Tên đăng nhập “{login}” đã có người dùng. Hãy chọn tên khác.',
    en: 'The login “{login}” is taken. Please choose another.',
  },
  'app.account.login_form': {
    severity: 'error',
    vi: 'Tên đăng nhập gồm 3-60 chữ thường không dấu, số, dấu chấm, gạch nối.',
    en: 'A login has 3-60 lower-case letters, digits, dots or hyphens.',
  },
  'app.account.name_missing': {
    severity: 'error',
    vi: 'Hãy nhập họ và tên.',
    en: 'Please enter the full name.',
  },
  'app.account.password_short': {
    severity: 'error',
    vi: 'Mật khẩu cần ít nhất {min} ký tự. Có thể dùng một câu dễ nhớ.',
    en: 'A password needs at least {min} characters. A sentence you can remember is fine.',
  },
  'app.account.password_differs': {
    severity: 'error',
    vi: 'Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại.',
    en: 'The two passwords differ. Please enter them again.',
  },
  'app.account.link_used': {
    severity: 'error',
    vi: 'Đường dẫn này đã dùng hoặc đã hết hạn. Hãy nhờ quản trị viên gửi đường dẫn mới.',
    en: 'This link was used or has expired. Please ask an administrator for a new one.',
  },
  'app.account.unknown': {
    severity: 'error',
    vi: 'Không có tài khoản “{account}”.',
    en: 'There is no account “{account}”.',
  },
  'app.account.last_administrator': {
    severity: 'error',
    vi: 'Đây là quản trị viên cuối cùng nên không khóa được. Hãy thêm quản trị viên khác trước.',
    en: 'This is the last administrator and cannot be disabled. Please add another first.',
  },
  'app.membership.role_unknown': {
    severity: 'error',
    vi: 'Không có vai trò “{role}”. Vai trò gần giống: {nearest}.',
    en: 'There is no role “{role}”. Nearest: {nearest}.',
  },
  'app.membership.unit_unknown': {
    severity: 'error',
    vi: 'Không có đơn vị “{unit}”. Đơn vị gần giống: {nearest}.',
    en: 'There is no unit “{unit}”. Nearest: {nearest}.',
  },
  'app.membership.dates': {
    severity: 'error',
    vi: 'Ngày bắt đầu và kết thúc cần viết đúng và kết thúc không trước bắt đầu.',
    en: 'The first and last day must be real days, and the last not before the first.',
  },
  'app.csv.too_large': {
    severity: 'error',
    vi: 'Tệp CSV có hơn {max} dòng. Hãy chia nhỏ.',
    en: 'The CSV has more than {max} lines. Please split it.',
  },
  'app.request.forbidden': {
    severity: 'error',
    vi: 'Anh/chị không có quyền làm việc này.',
    en: 'You may not do this.',
  },
  'app.request.expired': {
    severity: 'error',
    vi: 'Trang này đã mở quá lâu. Nội dung đã nhập còn nguyên; hãy bấm gửi lại.',
    en: 'This page was open for too long. What you typed is kept; please send again.',
  },
  'app.request.too_large': {
    severity: 'error',
    vi: 'Nội dung gửi lên quá lớn. Hãy giảm cỡ tệp hoặc rút ngắn nội dung.',
    en: 'What was sent is too large. Please shrink the file or shorten the text.',
  },
  'app.request.too_often': {
    severity: 'error',
    vi: 'Có quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi {seconds} giây rồi thử lại.',
    en: 'Too many requests in a short time. Please wait {seconds} seconds and try again.',
  },
} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `dossier`: gathering cases into one dossier, its lines and what is decided about them. */
export const dossier = {
  'dossier.entry.not_cases': {
    severity: 'error',
    vi: 'Bước “{step}” gộp hồ sơ vào “{entry}”, nhưng nội dung này không nói về một danh sách hồ sơ. Hãy đặt subject là cases cho “{entry}”, hoặc nêu nội dung khác.',
    en: 'The step “{step}” gathers into “{entry}”, which is not about a list of cases. Give “{entry}” the subject cases, or name another entry.',
  },
  'dossier.entry.unused': {
    severity: 'warning',
    vi: 'Không bước nào gộp hồ sơ vào tờ trình “{entry}”. Hãy thêm một bước gather nêu tờ trình này, hoặc bỏ nội dung.',
    en: 'No step gathers cases into the dossier “{entry}”. Let a step gather name it, or remove the entry.',
  },
  'dossier.entry.owed': {
    severity: 'error',
    vi: 'Tờ trình “{entry}” chỉ được lập khi có hồ sơ chờ nên không thể bắt buộc nộp. Hãy đặt owed là false.',
    en: 'The dossier “{entry}” comes about only when cases wait, so it cannot be owed. Set owed to false.',
  },
  'dossier.workflow.no_fill': {
    severity: 'error',
    vi: 'Quy trình của tờ trình “{entry}” phải bắt đầu bằng bước điền, nơi danh sách còn thêm bớt được. Hãy để start là một bước fill.',
    en: 'The workflow of the dossier “{entry}” must begin with a form to fill, where its list can still change. Let start be a step fill.',
  },
  'dossier.workflow.no_line_step': {
    severity: 'error',
    vi: 'Không bước nào trong quy trình của tờ trình “{entry}” quyết từng dòng. Hãy thêm "lines": true vào bước duyệt hoặc bước ký.',
    en: 'No step in the workflow of the dossier “{entry}” decides line by line. Add "lines": true to a step that reviews or decides.',
  },
  'dossier.workflow.no_list': {
    severity: 'error',
    vi: 'Bước “{step}” quyết từng dòng, nhưng nội dung “{entry}” không có danh sách hồ sơ. Hãy bỏ "lines", hoặc đặt subject là cases.',
    en: 'The step “{step}” decides line by line, but the entry “{entry}” has no list of cases. Remove "lines", or give the entry the subject cases.',
  },
  'dossier.gather.other_person': {
    severity: 'error',
    vi: 'Bước “{step}” giao cho vai trò “{role}”, còn tờ trình “{entry}” do “{submitter}” nộp, nên người gộp hồ sơ không mở được tờ trình. Hãy để hai nơi cùng một vai trò và cấp.',
    en: 'The step “{step}” asks the role “{role}”, but the dossier “{entry}” is submitted by “{submitter}”, so whoever gathers cannot open it. Let both name the same role and level.',
  },
  'dossier.gather.return_forward': {
    severity: 'error',
    vi: 'Dòng bị trả lại phải về một bước mà từ đó hồ sơ lại đến được bước “{step}”; từ “{to}” thì không. Hãy chọn bước bổ sung.',
    en: 'A returned line must go to a step from which the case comes to “{step}” again; from “{to}” it does not. Choose the step at which it is corrected.',
  },
  'dossier.lines.none': {
    severity: 'error',
    vi: 'Chưa chọn hồ sơ nào. Hãy chọn ít nhất một.',
    en: 'No case is chosen. Choose at least one.',
  },
  'dossier.lines.too_many': {
    severity: 'error',
    vi: 'Một tờ trình có nhiều nhất {max} dòng, ở đây có {count}. Hãy lập {parts} tờ trình, mỗi tờ một phần danh sách.',
    en: 'A dossier has at most {max} lines; here are {count}. Make {parts} dossiers, each with a part of the list.',
  },
  'dossier.lines.sent': {
    severity: 'error',
    vi: 'Tờ trình đã gửi nên danh sách không thêm bớt được nữa. Muốn sửa danh sách, hãy đề nghị trả lại tờ trình.',
    en: 'The dossier was sent, so its list can no longer change. Ask for the dossier to be returned.',
  },
  'dossier.lines.acted': {
    severity: 'error',
    vi: 'Dòng {lines}: {name} đã làm ở bước “{step}” của hồ sơ nên không được quyết. Hãy để người khác quyết trước những dòng này, rồi ký phần còn lại.',
    en: 'Line {lines}: {name} has acted at the step “{stepEn}” of the case and so may not decide it. Let somebody else decide these lines first, then sign the rest.',
  },
  'dossier.lines.own_unit': {
    severity: 'error',
    vi: 'Dòng {lines}: {name} thuộc {unit}, là đơn vị của hồ sơ, nên không được quyết. Hãy để người khác quyết trước những dòng này, rồi ký phần còn lại.',
    en: 'Line {lines}: {name} belongs to {unit}, the unit of the case, and so may not decide it. Let somebody else decide these lines first, then sign the rest.',
  },
  'dossier.lines.typed': {
    severity: 'error',
    vi: 'Dòng {lines}: {name} đã nhập hồ sơ thay cho {for} nên không được quyết. Hãy để người khác quyết trước những dòng này, rồi ký phần còn lại.',
    en: 'Line {lines}: {name} typed the case in for {for} and so may not decide it. Let somebody else decide these lines first, then sign the rest.',
  },
  'dossier.line.foreign': {
    severity: 'error',
    vi: 'Hồ sơ “{case}” không thuộc phong trào của tờ trình.',
    en: 'The case “{case}” is not of the dossier’s campaign.',
  },
  'dossier.line.twice': {
    severity: 'error',
    vi: 'Hồ sơ “{case}” đã có trong danh sách.',
    en: 'The case “{case}” is on the list already.',
  },
  'dossier.line.unknown': {
    severity: 'error',
    vi: 'Tờ trình không có dòng {line}.',
    en: 'The dossier has no line {line}.',
  },
  'dossier.line.left': {
    severity: 'error',
    vi: 'Dòng {line} đã rời tờ trình. Hãy mở lại tờ trình để xem danh sách mới.',
    en: 'Line {line} has left the dossier. Open the dossier again to see its list.',
  },
  'dossier.line.twice_decided': {
    severity: 'error',
    vi: 'Dòng {line} được quyết hai lần trong cùng một thao tác.',
    en: 'Line {line} is decided twice in one act.',
  },
  'dossier.line.reason_missing': {
    severity: 'error',
    vi: 'Dòng {line} không được duyệt hoặc bị trả lại thì phải ghi lý do.',
    en: 'A line that is refused or returned needs a reason: line {line} has none.',
  },
  'dossier.step.not_by_line': {
    severity: 'error',
    vi: 'Bước này không quyết từng dòng. Hãy quyết cả tờ trình, hoặc chuyển đến bước quyết từng dòng.',
    en: 'This step does not decide line by line. Decide the whole, or move on to the step that does.',
  },
  'dossier.follow.not_named': {
    severity: 'error',
    vi: 'Dòng {line} của tờ trình {dossier} không nói về hồ sơ này.',
    en: 'Line {line} of the dossier {dossier} is not about this case.',
  },
  'dossier.follow.not_waiting': {
    severity: 'error',
    vi: 'Hồ sơ không còn chờ đưa vào tờ trình này. Hãy xem hồ sơ đang ở bước nào.',
    en: 'The case no longer waits to be put into this dossier. Look where it stands.',
  },
  'dossier.follow.elsewhere': {
    severity: 'error',
    vi: 'Hồ sơ đã nằm trong một tờ trình khác, dòng {line}.',
    en: 'The case lies in another dossier already, line {line}.',
  },
  'dossier.case.gathered': {
    severity: 'error',
    vi: 'Hồ sơ đang nằm trong một tờ trình (dòng {line}) nên chưa chuyển sang bước khác được. Hãy đợi tờ trình được quyết, hoặc đưa dòng ra.',
    en: 'The case lies in a dossier (line {line}), so it cannot be brought to another step yet. Wait until the dossier is decided, or take the line out.',
  },
  'dossier.undo.at_dossier': {
    severity: 'error',
    vi: 'Quyết định này được đưa ra ở tờ trình. Hãy hoàn tác ở tờ trình, khi còn kịp.',
    en: 'This was decided at the dossier. Take it back there, while there is time.',
  },
} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `workflow`: steps, ways between them, deadlines and separations of a workflow. */
export const workflow = {
  'workflow.type.not_built': {
    severity: 'error',
    vi: '“{word}” ({what}) chưa có trong bản này. Hiện có: {known}. Hãy dùng một trong số đó hoặc bỏ đi.',
    en: '“{word}” ({what}) is not built yet. Built: {known}. Use one of those, or leave it out.',
  },
  'workflow.id.duplicate': {
    severity: 'error',
    vi: 'Mã “{id}” đã dùng cho một {what} khác. Hãy đặt mã khác.',
    en: 'The id “{id}” is used by another {whatEn}. Choose another.',
  },
  'workflow.step.unknown': {
    severity: 'error',
    vi: 'Quy trình không có bước “{name}”. Gần giống: {nearest}. Hãy sửa tên hoặc thêm bước.',
    en: 'The workflow has no step “{name}”. Nearest: {nearest}. Correct the name, or add the step.',
  },
  'workflow.step.unreachable': {
    severity: 'error',
    vi: 'Không có đường nào đến bước “{step}”. Hãy nối một hành động đến bước này hoặc bỏ bước.',
    en: 'No way leads to the step “{step}”. Let an action lead there, or remove the step.',
  },
  'workflow.step.no_end': {
    severity: 'error',
    vi: 'Từ bước “{step}” không đến được kết thúc nào. Hãy thêm đường đến một bước kết thúc.',
    en: 'No end can be reached from the step “{step}”. Add a way to an end.',
  },
  'workflow.step.no_submit': {
    severity: 'error',
    vi: 'Bước điền không có hành động gửi. Hãy thêm một hành động loại submit.',
    en: 'The fill step has no way to send the form. Add an action of kind submit.',
  },
  'workflow.step.no_action': {
    severity: 'error',
    vi: 'Bước này giao cho người nhưng không có hành động nào để chọn. Hãy thêm hành động.',
    en: 'The step asks somebody but offers nothing to choose. Add an action.',
  },
  'workflow.step.may_stick': {
    severity: 'warning',
    vi: 'Mọi hành động ở bước “{step}” đều có điều kiện, nên hồ sơ có thể kẹt ở đây. Hãy để một hành động luôn chọn được.',
    en: 'Every action of the step “{step}” is conditional, so a case may get stuck here. Let one of them always be possible.',
  },
  'workflow.loop.no_person': {
    severity: 'error',
    vi: 'Các bước {steps} nối vòng với nhau mà không bước nào có người làm, nên hồ sơ sẽ chạy mãi. Hãy cho một nhánh đi ra.',
    en: 'The steps {steps} form a ring in which no person acts, so that a case would go round for ever. Let a way lead out.',
  },
  'workflow.route.no_otherwise': {
    severity: 'error',
    vi: 'Bước rẽ nhánh cần một nhánh luôn đúng, để hồ sơ không bao giờ kẹt. Hãy thêm nhánh còn lại ở cuối.',
    en: 'The route needs a rule that always holds, so that no case gets stuck. Add an otherwise at its end.',
  },
  'workflow.route.after_otherwise': {
    severity: 'error',
    vi: 'Nhánh này đứng sau một nhánh luôn đúng nên không bao giờ được chọn. Hãy chuyển lên trên hoặc bỏ đi.',
    en: 'This rule stands after one that always holds and is never chosen. Move it up, or remove it.',
  },
  'workflow.action.kind': {
    severity: 'error',
    vi: 'Hành động loại “{kind}” không dùng được ở bước loại “{step}”.',
    en: 'An action of kind “{kind}” cannot stand at a step of kind “{step}”.',
  },
  'workflow.action.return_forward': {
    severity: 'error',
    vi: 'Trả lại phải về một bước mà hồ sơ đã có thể đi qua; “{to}” chỉ đứng sau bước này.',
    en: 'A return must lead to a step that a case may have passed; “{to}” only comes after this one.',
  },
  'workflow.deadline.no_assignee': {
    severity: 'error',
    vi: 'Bước “{step}” có hạn hoặc lời nhắc nhưng không giao cho ai. Hãy thêm người được giao hoặc bỏ hạn.',
    en: 'The step “{step}” has a deadline or reminder but asks nobody. Add an assignee, or remove the deadline.',
  },
  'workflow.deadline.missing': {
    severity: 'error',
    vi: '“{id}” tính theo hạn của bước nhưng bước không có hạn. Hãy thêm “deadline” hoặc dùng mốc khác.',
    en: '“{id}” is counted from the deadline, but the step has none. Add a “deadline”, or use another anchor.',
  },
  'workflow.pauses.no_deadline': {
    severity: 'error',
    vi: 'Bước “{step}” nêu “pauses” nhưng không có hạn để dừng. Hãy thêm “deadline” hoặc bỏ “pauses”.',
    en: 'The step “{step}” has “pauses” but no deadline to stop. Add a “deadline”, or remove “pauses”.',
  },
  'workflow.pauses.nothing': {
    severity: 'error',
    vi: 'Bước “{step}” không bao giờ dừng vì “{word}”: không có đường nào từ bước này đi như vậy rồi quay về chính nó.',
    en: 'The step “{step}” never stands still for “{word}”: no way out of it is such a one and comes back to it.',
  },
  'workflow.consult.no_silence': {
    severity: 'error',
    vi: 'Bước lấy ý kiến “{step}” cần “silence”: sau bao lâu thì im lặng là không có ý kiến. Thiếu thì hồ sơ có thể chờ mãi.',
    en: 'The consultation “{step}” needs “silence”: after how long silence means no opinion. Without it the case may wait forever.',
  },
  'workflow.decide.no_numbering': {
    severity: 'error',
    vi: 'Bước ký “{step}” không nêu sổ số. Hãy thêm “numbering”, hoặc “issued”: “outside” nếu văn bản do nơi khác ban hành.',
    en: 'The step “{step}” signs, but names no register of numbers. Add “numbering”, or “issued”: “outside” where the document is issued elsewhere.',
  },
  'workflow.decide.shared_here': {
    severity: 'error',
    vi: 'Bước “{step}” cấp số từ sổ, mỗi hồ sơ một số, nên sharedNumber không có nghĩa. Hãy bỏ đi, hoặc đặt issued là outside.',
    en: 'The step “{step}” numbers each case from its register, so sharedNumber means nothing. Remove it, or set issued to outside.',
  },
  'workflow.decide.numbered_outside': {
    severity: 'error',
    vi: 'Văn bản của bước “{step}” do nơi khác ban hành nên không lấy số từ sổ ở đây. Hãy bỏ “numbering” hoặc “issued”.',
    en: 'The document of the step “{step}” is issued elsewhere and takes no number from a register here. Remove “numbering”, or “issued”.',
  },
  'workflow.decide.signs_nothing': {
    severity: 'error',
    vi: 'Không hành động nào của bước ký “{step}” có ký văn bản. Hãy bỏ “signs”: false ở hành động quyết định, hoặc dùng bước “review”.',
    en: 'No action of the step “{step}” signs a document. Remove “signs”: false from the action that decides, or use a “review” step.',
  },
  'workflow.action.signs_elsewhere': {
    severity: 'error',
    vi: '“signs” chỉ có nghĩa ở bước ký quyết định (decide). Hãy bỏ đi, hoặc đổi loại của bước.',
    en: '“signs” means something only at a step that signs (decide). Remove it, or change the kind of the step.',
  },
  'workflow.wait.one_thing': {
    severity: 'error',
    vi: 'Bước chờ “{step}” phải nêu đúng một trong “until”, “rule” và “for”.',
    en: 'The step “{step}” must wait for exactly one thing: “until”, “rule” or “for”.',
  },
  'workflow.wait.cycle': {
    severity: 'error',
    vi: 'Các nội dung chờ nhau nên không hồ sơ nào đi tiếp được: {entries}. Hãy bỏ một bước chờ.',
    en: 'These entries wait for one another, so no case can go on: {entries}. Remove one of the waits.',
  },
  'workflow.validity.no_otherwise': {
    severity: 'error',
    vi: 'Hiệu lực của bước “{step}” cần “otherwise”: bước đi đến khi ngoài thời gian đó.',
    en: 'The validity of the step “{step}” needs “otherwise”: where to go outside that time.',
  },
  'workflow.validity.reversed': {
    severity: 'error',
    vi: 'Bước “{step}”: ngày cuối {to} đứng trước ngày đầu {from}. Hãy sửa lại.',
    en: 'The step “{step}”: its last day {to} comes before its first day {from}. Correct them.',
  },
  'workflow.validity.otherwise_invalid': {
    severity: 'error',
    vi: 'Ngày {day}, bước “{step}” không có hiệu lực và “{otherwise}” thay cho nó cũng không. Hãy chọn bước khác hoặc sửa ngày.',
    en: 'On {day} the step “{step}” is not valid, and neither is “{otherwise}”, which stands in for it. Choose another step, or correct the days.',
  },
  'workflow.validity.itself': {
    severity: 'error',
    vi: 'Bước “{step}” không thể tự thay cho mình khi hết hiệu lực. Hãy chọn bước khác.',
    en: 'The step “{step}” cannot stand in for itself when it is not valid. Choose another step.',
  },
  'workflow.time.reminder_after_deadline': {
    severity: 'warning',
    vi: 'Lời nhắc “{id}” đến sau hạn của bước. Hãy đặt trước hạn, hoặc dùng báo cấp trên.',
    en: 'The reminder “{id}” comes after the deadline. Put it before, or use an escalation.',
  },
  'workflow.rule.later_field': {
    severity: 'error',
    vi: 'Quy tắc đọc “{field}”, là trường chỉ được điền ở bước sau ({steps}). Hãy dùng trường đã có hoặc chuyển quy tắc.',
    en: 'The rule reads “{field}”, which is only filled at a later step ({steps}). Read a field that is known, or move the rule.',
  },
  'workflow.separation.itself': {
    severity: 'error',
    vi: 'Bước “{step}” tự tách với chính mình nên không ai làm được lần thứ hai. Hãy bỏ “{step}” khỏi notSameAs.',
    en: 'The step “{step}” is kept apart from itself, so that nobody could act there twice. Take “{step}” out of notSameAs.',
  },
  'workflow.separation.submitter': {
    severity: 'error',
    vi: 'Bước “{step}” giao cho người nộp của đơn vị nhưng lại không cho người thuộc đơn vị đó làm. Hãy bỏ một trong hai.',
    en: 'The step “{step}” asks the unit’s submitter but forbids people of that unit. Remove one of the two.',
  },
  'workflow.separation.no_lines': {
    severity: 'error',
    vi: 'Bước “{step}” không quyết từng dòng nên notActedOnLine không có nghĩa ở đây. Hãy thêm "lines": true, hoặc bỏ notActedOnLine.',
    en: 'The step “{step}” does not decide line by line, so notActedOnLine means nothing here. Add "lines": true, or remove notActedOnLine.',
  },
  'workflow.separation.no_person': {
    severity: 'error',
    vi: 'notSameAs nêu bước “{step}”, nơi không có người nào làm. Hãy nêu một bước có người.',
    en: 'notSameAs names the step “{step}”, at which nobody acts. Name a step that asks somebody.',
  },
  'workflow.field.unknown': {
    severity: 'error',
    vi: 'Biểu mẫu không có trường “{name}”. Gần giống: {nearest}.',
    en: 'The form has no field “{name}”. Nearest: {nearest}.',
  },
  'workflow.field.computed': {
    severity: 'error',
    vi: 'Trường “{field}” được tính ra nên không sửa tay được. Hãy bỏ khỏi “correct”.',
    en: 'The field “{field}” is computed and cannot be corrected by hand. Take it out of “correct”.',
  },
  'workflow.checklist.at_fill': {
    severity: 'error',
    vi: 'Ở bước điền, mục kiểm “{item}” phải do quy tắc trả lời. Hãy thêm “answer” hoặc chuyển mục sang bước duyệt.',
    en: 'At a fill step the checklist item “{item}” must be answered by a rule. Add “answer”, or move it to a review.',
  },
} as const satisfies Record<string, CatalogueEntry>;

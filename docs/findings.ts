import type { IssueCode } from '../engine/issues/index.ts';

/** Something the compiler must find, and the codes it is found under; none while it is planned. */
export interface Finding {
  area: string;
  vi: string;
  en: string;
  codes: readonly IssueCode[];
}

/** Everything the definition language asks the compiler to find, in its order. */
export const findings: readonly Finding[] = [
  schema('khóa không có trong ngôn ngữ', 'unknown key', ['schema.key.unknown']),
  schema('sai kiểu', 'wrong type', [
    'schema.type.wrong',
    'schema.value.unknown',
    'schema.value.malformed',
    'schema.value.too_short',
    'schema.value.too_long',
    'schema.number.too_small',
    'schema.number.too_large',
    'schema.list.too_short',
    'schema.list.repeated',
    'schema.day.impossible',
  ]),
  schema('thiếu khóa', 'missing key', ['schema.key.missing']),
  schema('trùng mã', 'duplicate id', ['schema.id.duplicate', 'workflow.id.duplicate']),
  schema('phiên bản ngôn ngữ mới hơn', 'newer language version', ['schema.version.newer']),
  schema('từ chưa được làm', 'word that is not built yet', [
    'schema.word.not_built',
    'form.type.not_built',
    'form.prefill.not_built',
    'workflow.type.not_built',
    'rules.function.not_built',
  ]),
  reference('trường', 'field', ['reference.field.unknown', 'workflow.field.unknown']),
  reference('bước', 'step', ['workflow.step.unknown']),
  reference('vai trò', 'role', ['reference.role.unknown', 'reference.role.other_level']),
  reference('cấp', 'level', ['reference.level.unknown', 'reference.level.not_above']),
  reference('hệ', 'line', ['reference.line.unknown']),
  reference('biểu mẫu', 'form', ['reference.form.unknown']),
  reference('quy trình', 'workflow', ['reference.workflow.unknown']),
  reference('mẫu nội dung, thông báo', 'template, notification', [
    'reference.template.unknown',
    'reference.document.unknown',
    'reference.notification.unknown',
  ]),
  reference('danh mục', 'list', ['reference.list.unknown']),
  reference('đơn vị', 'unit', ['organisation.ref.unknown_unit']),
  reference('nhóm, gói, kỳ', 'group, bundle, period', [
    'reference.group.unknown',
    'reference.bundle.unknown',
    'reference.period.unknown',
  ]),
  reference('số liệu tổng hợp, nội dung', 'fact, entry', [
    'reference.fact.unknown',
    'reference.entry.unknown',
  ]),
  reference('lịch, tổ chức, năm của lịch', 'calendar, organisation, calendar year', [
    'reference.calendar.unknown',
    'reference.organisation.unknown',
    'time.year.missing',
  ]),
  rules('cú pháp', 'syntax', [
    'rules.syntax.empty',
    'rules.syntax.unexpected',
    'rules.syntax.unfinished',
    'rules.syntax.operator',
    'rules.syntax.not_supported',
    'rules.literal.at',
    'rules.literal.date',
    'rules.literal.duration',
    'rules.literal.escape',
    'rules.literal.number',
  ]),
  rules('tên không có', 'unknown name', [
    'rules.name.unknown',
    'rules.name.unknown_field',
    'rules.name.no_fields',
    'rules.name.variable',
  ]),
  rules('hàm không có', 'unknown function', [
    'rules.function.unknown',
    'rules.function.left_out',
    'rules.function.not_called',
  ]),
  rules('sai kiểu', 'wrong types', [
    'rules.type.operand',
    'rules.type.mismatch',
    'rules.type.argument',
    'rules.type.mixed',
    'rules.type.result',
  ]),
  rules('sai số đối số', 'wrong number of arguments', [
    'rules.function.arguments',
    'rules.function.parameter',
  ]),
  rules('không phải điều kiện', 'not a condition', ['rules.type.not_condition']),
  rules('lựa chọn không có', 'choice that does not exist', [
    'rules.choice.unknown',
    'rules.choice.result',
    'rules.choice.disjoint',
  ]),
  rules('ngoài khoảng của chính trường', 'outside the field’s own range', [
    'rules.range.never',
    'rules.range.always',
  ]),
  rules('mâu thuẫn', 'contradiction', []),
  rules('luôn đúng', 'always true', []),
  rules('chỗ trống quyết định', 'null decides', ['rules.null.decides', 'rules.null.operand']),
  rules('quá tốn', 'too costly', ['rules.limit.too_costly', 'rules.limit.too_deep']),
  rules('đọc trường chỉ được điền ở bước sau', 'reads a field filled only in a later step', [
    'workflow.rule.later_field',
  ]),
  rules('vòng tròn hiện ẩn', 'cycle of visibility', ['form.cycle.visibility']),
  rules('vòng tròn tính toán', 'cycle of computation', ['form.cycle.computation']),
  rules('vòng tròn số liệu tổng hợp', 'cycle of facts', []),
  workflow('bước không đến được', 'unreachable step', ['workflow.step.unreachable']),
  workflow('bước không đến được kết thúc', 'step from which no end can be reached', ['workflow.step.no_end']),
  workflow('vòng không người nào thoát được', 'loop that no person can leave', ['workflow.loop.no_person']),
  workflow('rẽ nhánh không có nhánh luôn đúng', 'route without a rule that always holds', [
    'workflow.route.no_otherwise',
    'workflow.route.after_otherwise',
  ]),
  workflow('các nhánh chồng nhau hoặc hở', 'rules that overlap or leave a gap', []),
  workflow('hành động không dẫn đến đâu', 'action to nowhere', [
    'workflow.step.unknown',
    'workflow.step.no_action',
    'workflow.step.no_submit',
    'workflow.action.return_forward',
  ]),
  workflow('hạn mà không giao cho ai', 'deadline without assignee', [
    'workflow.deadline.no_assignee',
    'workflow.deadline.missing',
  ]),
  workflow('hiệu lực thiếu otherwise', 'validity without `otherwise`', ['workflow.validity.no_otherwise']),
  workflow('otherwise ngoài hiệu lực của nó', '`otherwise` outside its own validity', [
    'workflow.validity.otherwise_invalid',
    'workflow.validity.itself',
    'workflow.validity.reversed',
  ]),
  workflow('nhánh song song khác hạn', 'parallel branches with different deadlines', []),
  workflow('tách bạch không ai thỏa được', 'separation nobody could ever satisfy', [
    'workflow.separation.itself',
    'workflow.separation.submitter',
    'workflow.separation.no_person',
    'workflow.separation.no_lines',
  ]),
  workflow('hồ sơ gộp vào chỗ không quyết được từng dòng', 'gathering into what cannot be decided by line', [
    'dossier.entry.not_cases',
    'dossier.entry.owed',
    'dossier.entry.unused',
    'dossier.workflow.no_fill',
    'dossier.workflow.no_line_step',
    'dossier.workflow.no_list',
    'dossier.gather.other_person',
    'dossier.gather.return_forward',
  ]),
  of('access', 'người được giao không được xem', 'assignee who may not read', [
    'access.assignee.cannot_read',
    'access.entry.nobody',
  ]),
  of('texts', 'biến không có', 'unknown variable', ['texts.variable.unknown']),
  of('texts', 'hàm không có', 'unknown helper', ['texts.helper.unknown']),
  of('texts', 'phần của văn bản đặt sai chỗ', 'part of a paper out of place', [
    'texts.document.nested',
    'texts.document.twice',
  ]),
  of('texts', 'HTML không qua lọc', 'raw HTML', ['texts.html.raw', 'texts.html.tag']),
  of('texts', 'thông tin cá nhân trong nội dung', 'personal data in a body', [
    'texts.variable.personal',
    'texts.data.personal',
    'texts.document.field_personal',
  ]),
  of('time', 'các đợt chồng nhau hoặc ngoài phong trào', 'phases overlapping or outside the campaign', [
    'time.phase.overlap',
    'time.phase.outside',
  ]),
  of('time', 'nội dung đóng trước khi mở', 'entry that closes before it opens', [
    'time.entry.closes_before_opens',
  ]),
  of('time', 'số liệu lấy từ kỳ đóng sau hạn nộp', 'fact over periods that close after the entry is due', []),
  of('time', 'lời nhắc sau hạn', 'reminder after its deadline', ['workflow.time.reminder_after_deadline']),
  of('time', 'hạn rơi vào ngày nghỉ', 'deadline on a day off', ['time.day.off']),
  of('time', 'lịch thiếu năm', 'calendar year missing', ['time.year.missing']),
  of(
    'staffing',
    'vai trò không ai giữ tại một đơn vị vào một ngày',
    'role nobody holds at a unit on a date',
    ['staffing.role.nobody'],
  ),
  of('staffing', 'tách bạch khiến không còn ai', 'separation that leaves nobody', [
    'staffing.separation.nobody_left',
  ]),
  of('staffing', 'hồi tỵ khiến không còn ai', 'recusal that leaves nobody', []),
  of('staffing', 'người công bố cũng là người quyết định', 'publisher who decides', []),
];

function of(area: string, vi: string, en: string, codes: readonly IssueCode[]): Finding {
  return { area, vi, en, codes };
}

function schema(vi: string, en: string, codes: readonly IssueCode[]): Finding {
  return of('schema', vi, en, codes);
}

function reference(vi: string, en: string, codes: readonly IssueCode[]): Finding {
  return of('references', `tên không có: ${vi}`, `unknown ${en}`, codes);
}

function rules(vi: string, en: string, codes: readonly IssueCode[]): Finding {
  return of('rules', vi, en, codes);
}

function workflow(vi: string, en: string, codes: readonly IssueCode[]): Finding {
  return of('workflow', vi, en, codes);
}

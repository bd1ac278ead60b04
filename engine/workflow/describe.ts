import { compileCalendar } from '../calendar/index.ts';
import type { Language } from '../issues/index.ts';
import type { CaseState, Task } from '../model/case.ts';
import type { CaseEventType, UnsealedEvent } from '../model/event.ts';
import type { Action, Anchor, Duration, RelativeDate, Text } from '../model/generated/definitions.ts';
import type { Directory } from '../model/organisation.ts';
import type { Calendar, Day, Instant } from '../model/time.ts';
import { indexDirectory, parseAssigneeKey } from '../organisation/index.ts';
import type { Campaign, CompiledStep } from './campaign.ts';
import { numberPrefix } from './documents.ts';
import type { EventData } from './events/index.ts';
import { visitOfTask } from './events/standing.ts';
import { rolesOf, said, shownDay, shownInstant, shownPeriodOf } from './in-words.ts';
import { explainMoment } from './moments.ts';
import { standstillInWords } from './moments-in-words.ts';
import { later } from './pauses.ts';
import { periodAnchors, periodOf } from './periods.ts';
import { unroutedKey } from './routing.ts';
import { deadlineOf } from './timetable.ts';
import { waitInWords } from './waits-in-words.ts';

/** What a sentence about an event is made of. */
interface Telling {
  event: UnsealedEvent;
  campaign: Campaign;
  language: Language;
  /** Who did it: one name, or both when it was done for somebody. */
  who: string;
  nameOf(account: string): string;
  titleOf(step: string): string;
  /** What an action says in the history, else its label. */
  saysOf(task: string, action: string): string;
  labelOf(field: string): string;
  /** A body asked for its opinion at a step, by its title. */
  bodyOf(step: string, body: string): string;
  /** What a step waits for. */
  waitOf(step: string, at: Instant): string | null;
  /** Is it the history of a dossier? */
  isDossier: boolean;
  /** One of two texts, by language. */
  in(vi: string, en: string): string;
}

type Sentence<Type extends keyof EventData> = (data: EventData[Type], telling: Telling) => string | null;

/** A sentence for each type of event; null for what only moves the case and is told by the event beside it. */
const sentences: { readonly [Type in keyof EventData]: Sentence<Type> } = {
  opened: ({ period }, t) =>
    t.isDossier
      ? t.in('Tờ trình được lập', 'The dossier was begun')
      : t.in(
          `Hồ sơ được mở: ${shownPeriodOf(t.campaign, period, 'vi')}`,
          `The case was opened: ${shownPeriodOf(t.campaign, period, 'en')}`,
        ),
  entered: () => null,
  figured({ facts }, t) {
    const count = Object.keys(facts).length;
    return t.in(
      `${count} số liệu được tính từ các báo cáo đã xác nhận`,
      `${count} figures were made from confirmed reports`,
    );
  },
  left: ({ step, silent }, t) => {
    if (!silent || silent.length === 0) return null;
    const bodies = silent.map(({ body }) => t.bodyOf(step, body)).join(', ');
    return t.in(
      `Hết thời gian lấy ý kiến, coi như không có ý kiến: ${bodies}`,
      `The time for opinions is over; none came from ${bodies}`,
    );
  },
  tasked(data, t) {
    const title = t.titleOf(visitOfTask(data.task).step);
    const who =
      data.claimedBy === undefined
        ? rolesOf(data.assignees, t.campaign, t.language)
        : t.nameOf(data.claimedBy);
    const due =
      data.dueAt === undefined
        ? data.dueUnknown === undefined
          ? ''
          : t.in(
              `, chưa tính được hạn vì lịch chưa có năm ${data.dueUnknown}`,
              `, no due time: the calendar lacks ${data.dueUnknown}`,
            )
        : t.in(
            `, hạn ${shownInstant(data.dueAt, t.campaign.timezone)}`,
            `, due ${shownInstant(data.dueAt, t.campaign.timezone)}`,
          );
    if (data.body !== undefined) {
      const body = t.bodyOf(visitOfTask(data.task).step, data.body);
      return t.in(`Lấy ý kiến ${body}${due}`, `${body} is asked for its opinion${due}`);
    }
    return t.in(`Đến bước “${title}”, chờ ${who}${due}`, `At the step “${title}”, waiting for ${who}${due}`);
  },
  claimed: (_, t) => t.in(`${t.who} nhận xử lý`, `${t.who} claimed the task`),
  released: (data, t) =>
    data.because === 'asked'
      ? t.in(`${t.who} trả việc lại cho mọi người`, `${t.who} gave the task back`)
      : data.because === 'gone'
        ? t.in(
            `Việc do ${t.nameOf(data.by)} giữ được trả lại vì người này không còn phụ trách`,
            `The task held by ${t.nameOf(data.by)} was given back, since they are in charge no more`,
          )
        : t.in(
            `Việc do ${t.nameOf(data.by)} giữ được trả lại vì để quá lâu`,
            `The task held by ${t.nameOf(data.by)} was given back, left idle too long`,
          ),
  assigned: (data, t) =>
    t.in(
      `${t.who} giao việc cho ${rolesOf(data.assignees, t.campaign, t.language)}`,
      `${t.who} assigned the task to ${rolesOf(data.assignees, t.campaign, t.language)}`,
    ),
  submitted(data, t) {
    const late = data.late ? t.in(' (nộp muộn)', ' (late)') : '';
    const day = data.paperDay === undefined ? '' : shownDay(data.paperDay);
    const paper = day && t.in(`, nhập từ bản giấy ngày ${day}`, `, typed in from paper of ${day}`);
    return `${t.who} ${t.saysOf(data.task, data.action)}${paper}${late}`;
  },
  decided: (data, t) =>
    data.lines
      ? linesInWords(data.lines, t)
      : data.dossier
        ? atDossier(data.action, data.dossier.line, t)
        : data.line === undefined
          ? decision(data, t)
          : `${t.who} ${t.saysOf(data.task, data.action)}, ${t.in('dòng', 'line')} ${data.line.n}`,
  returned: (data, t) =>
    data.dossier
      ? atDossier(data.action, data.dossier.line, t)
      : data.places === 0
        ? `${t.who} ${t.saysOf(data.task, data.action)}`
        : t.in(
            `${t.who} trả lại để sửa ${data.places} chỗ`,
            `${t.who} returned it to mend ${data.places} ${data.places === 1 ? 'place' : 'places'}`,
          ),
  corrected(data, t) {
    const changes = data.fields.map((field) => {
      const before = data.was[field];
      const after = data.values[field];
      const shown = before === undefined && after === undefined ? '' : `: ${told(before)} → ${told(after)}`;
      return `${t.labelOf(field)}${shown}`;
    });
    return `${t.who} ${t.in('đính chính', 'corrected')} ${changes.join('; ')}`;
  },
  commented: (_, t) => t.in(`${t.who} ghi ý kiến`, `${t.who} commented`),
  scheduled({ add = [], drop }, t) {
    // Looking again another morning is nothing new.
    const wake = drop ? undefined : add.find(({ kind }) => kind === 'wait');
    return wake ? t.waitOf(wake.step!, wake.at) : null;
  },
  reminded: (data, t) =>
    data.task !== undefined
      ? t.in(`${t.who} nhắc việc đã quá hạn`, `${t.who} sent a reminder of the overdue task`)
      : data.effects.length > 0
        ? t.in(
            `Đã nhắc ${rolesOf(
              data.effects.flatMap(({ audience }) => audience),
              t.campaign,
              t.language,
            )}`,
            `Reminded ${rolesOf(
              data.effects.flatMap(({ audience }) => audience),
              t.campaign,
              t.language,
            )}`,
          )
        : t.in('Đến lúc nhắc nhưng không có ai để nhắc', 'A reminder was due but there was nobody to remind'),
  escalated: (data, t) =>
    data.audience.length > 0
      ? t.in(
          `Đã báo ${rolesOf(data.audience, t.campaign, t.language)} vì việc chưa xong`,
          `Told ${rolesOf(data.audience, t.campaign, t.language)} that the task is still open`,
        )
      : t.in(
          'Đến lúc báo cấp trên nhưng không có ai để báo',
          'An escalation was due but there was nobody to tell',
        ),
  redirected: (data, t) =>
    data.because === 'ended'
      ? t.in(
          `Bước “${t.titleOf(data.step)}” đã hết hiệu lực, hồ sơ chuyển sang “${t.titleOf(data.to)}”`,
          `The step “${t.titleOf(data.step)}” is no longer valid; the case goes to “${t.titleOf(data.to)}”`,
        )
      : t.in(
          `Bước “${t.titleOf(data.step)}” chưa có hiệu lực, hồ sơ chuyển sang “${t.titleOf(data.to)}”`,
          `The step “${t.titleOf(data.step)}” is not valid yet; the case goes to “${t.titleOf(data.to)}”`,
        ),
  paused: ({ task, because }, t) => {
    const step = t.titleOf(visitOfTask(task).step);
    const { vi, en } = meanwhile[because];
    return t.in(
      `Hạn của bước “${step}” tạm dừng ${vi}`,
      `The clock of the step “${step}” stands still ${en}`,
    );
  },
  resumed({ task, dueAt, stood }, t) {
    const step = t.titleOf(visitOfTask(task).step);
    const { timezone } = t.campaign;
    const due = dueAt === undefined ? undefined : shownInstant(dueAt, timezone);
    const still = stood && stood.offset > 0 ? standstillInWords(stood, t.language) : undefined;
    return t.in(
      `Hạn của bước “${step}” được tính tiếp${still ? `, tạm dừng tất cả ${still}` : ''}${due ? `, hạn mới ${due}` : ''}`,
      `The clock of the step “${step}” runs again${still ? `, having stood still for ${still} in all` : ''}${due ? `, now due ${due}` : ''}`,
    );
  },
  extended: (data, t) => {
    const due = shownInstant(data.dueAt, t.campaign.timezone);
    return data.because === 'calendar'
      ? t.in(
          `Lịch làm việc thay đổi, hạn mới là ${due}`,
          `The calendar has changed; the new due time is ${due}`,
        )
      : t.in(`${t.who} gia hạn đến ${due}`, `${t.who} extended the deadline to ${due}`);
  },
  ended: (data, t) =>
    data.outcome === 'cancelled' && t.isDossier
      ? t.in(
          'Tờ trình được hủy, các hồ sơ chờ như trước',
          'The dossier was cancelled; its cases wait as before',
        )
      : t.in(`Hồ sơ kết thúc: ${t.titleOf(data.step)}`, `The case ended: ${t.titleOf(data.step)}`),
  undone: (_, t) =>
    t.event.batch === undefined
      ? t.in(`${t.who} hoàn tác thao tác vừa làm`, `${t.who} took back what they had just done`)
      : t.in('Hồ sơ trở lại như trước lần chuyển', 'The case is again as it was before it was moved'),
  migrated({ tasks = [], lost = [] }, t) {
    const parts = tasks.flatMap(({ dueAt, dueBefore }) => {
      if (dueAt === undefined) return [];
      const shown = (at: string | null | undefined): string =>
        at === null || at === undefined
          ? t.in('không hạn', 'no due time')
          : shownInstant(at, t.campaign.timezone);
      return [t.in(`hạn ${shown(dueBefore)} → ${shown(dueAt)}`, `due ${shown(dueBefore)} → ${shown(dueAt)}`)];
    });
    if (lost.length > 0)
      parts.push(
        t.in(
          `${lost.length} câu trả lời không còn trong biểu mẫu mới`,
          `${lost.length === 1 ? '1 answer is' : `${lost.length} answers are`} not in the new form`,
        ),
      );
    const told = parts.length > 0 ? `: ${parts.join('; ')}` : '';
    return t.in(
      `Hồ sơ chuyển sang phiên bản khác của phong trào${told}`,
      `The case follows another version of the campaign${told}`,
    );
  },
  reorganised: (_, t) =>
    t.in('Hồ sơ chuyển theo đơn vị kế tục', 'The case goes on with the unit that took over'),
  rekeyed: (data, t) =>
    data.keysAfter.some((key) => key === unroutedKey(t.campaign))
      ? t.in(
          'Chưa có ai phụ trách việc này ở đơn vị mới, việc chờ quản trị tổ chức',
          'Nobody is in charge of this at the new unit yet; it waits for the organisation administrator',
        )
      : t.in('Việc được giao lại theo đơn vị mới', 'The task follows the new unit'),
  voted: (_, t) => t.in(`${t.who} đã bỏ phiếu`, `${t.who} voted`),
  counted: (_, t) => t.in('Đã kiểm phiếu', 'The votes were counted'),
  scored: (_, t) => t.in(`${t.who} chấm điểm`, `${t.who} scored`),
  gathered(data, t) {
    if ('lines' in data)
      return t.in(
        `${t.who} đưa ${data.lines.length} hồ sơ vào danh sách`,
        `${t.who} put ${data.lines.length} ${data.lines.length === 1 ? 'case' : 'cases'} on the list`,
      );
    if ('released' in data)
      return t.in(
        `${t.who} đưa dòng ${data.released.join(', ')} ra khỏi danh sách`,
        `${t.who} took line ${data.released.join(', ')} off the list`,
      );
    if ('left' in data)
      return t.in(
        `Hồ sơ ra khỏi tờ trình (dòng ${data.left.line}), chờ tờ trình khác`,
        `The case left the dossier (line ${data.left.line}) and waits for another`,
      );
    return t.in(
      `${t.who} đưa hồ sơ vào tờ trình, dòng ${data.dossier.line}`,
      `${t.who} put the case into a dossier, line ${data.dossier.line}`,
    );
  },
  joined: () => null,
  reserved({ key, free }, t) {
    if (!free || !key.startsWith(numberPrefix)) return null;
    const seq = key.slice(key.lastIndexOf('/') + 1);
    return t.in(
      `Số ${seq} đã lấy từ sổ bị bỏ, không cấp lại`,
      `The number ${seq} taken from the register is void and is not given again`,
    );
  },
  erased: (_, t) =>
    t.in(
      'Nội dung của một người đã được xóa, chuỗi lịch sử còn nguyên',
      'One person’s contents were erased; the chain is whole',
    ),
  touched: () => null,
};

/** While what a clock stands still. */
const meanwhile = {
  consult: { vi: 'trong lúc lấy ý kiến', en: 'while opinions are asked for' },
  return: { vi: 'trong lúc bổ sung', en: 'while the work is corrected' },
  wait: { vi: 'trong lúc chờ', en: 'while it waits' },
} as const;

/** A decision with the document it signed; or that a body asked has answered, and no more. */
function decision({ task, action, document, opinion }: EventData['decided'], t: Telling): string {
  if (opinion) {
    const body = t.bodyOf(visitOfTask(task).step, opinion.body);
    return t.in(`${t.who} cho ý kiến thay mặt ${body}`, `${t.who} gave the opinion of ${body}`);
  }
  const says = `${t.who} ${t.saysOf(task, action)}`;
  if (!document) return says;
  const { number, date } = document;
  return t.in(
    `${says}, văn bản số ${number} ngày ${shownDay(date)}`,
    `${says}, document ${number} of ${shownDay(date)}`,
  );
}

/** What a line was decided to be, in both languages. */
const lineWords: Readonly<Record<string, Text>> = {
  approved: { vi: 'duyệt', en: 'approved' },
  refused: { vi: 'không duyệt', en: 'refused' },
  returned: { vi: 'trả lại', en: 'returned' },
  waiting: { vi: 'để quyết sau', en: 'left for later' },
};

/** Which lines a person decided, and how: the numbers of each verdict together. */
function linesInWords(lines: readonly { n: number; state: string }[], t: Telling): string {
  const parts = Object.entries(lineWords).flatMap(([state, word]) => {
    const numbers = lines.filter((one) => one.state === state).map(({ n }) => n);
    return numbers.length === 0 ? [] : [`${said(word, t.language)} ${numbers.join(', ')}`];
  });
  return t.in(`${t.who} quyết từng dòng: ${parts.join('; ')}`, `${t.who} decided lines: ${parts.join('; ')}`);
}

/** What became of a case by its line of a dossier. */
function atDossier(action: string, line: number, t: Telling): string {
  const word = said(lineWords[action], t.language);
  return t.in(
    `${t.who} ${word} theo tờ trình, dòng ${line}`,
    `${t.who} ${word} it by the dossier, line ${line}`,
  );
}

/**
 * An event as one sentence for the timeline, without its time: who did what, in the words of the definition. Null
 * for events that only move the case. `entry` says whose steps and fields are meant where several workflows use
 * the same ids; without it the first that has them is taken.
 */
export function describeEvent(
  event: UnsealedEvent,
  campaign: Campaign,
  directory: Pick<Directory, 'names'>,
  language: Language,
  entry?: string,
): string | null {
  const sentence = sentences[event.type as CaseEventType] as Sentence<keyof EventData> | undefined;
  if (!sentence) return null;
  const entries = entry === undefined ? Object.values(campaign.entries) : [campaign.entries[entry]!];
  const stepOf = (id: string): CompiledStep | undefined =>
    entries.find(({ workflow }) => workflow.byId[id])?.workflow.byId[id];
  const nameOf = (account: string): string =>
    account === 'system'
      ? { vi: 'Hệ thống', en: 'The system' }[language]
      : (directory.names[account] ?? account);
  const { actor, onBehalfOf } = event;
  const telling: Telling = {
    event,
    campaign,
    language,
    who:
      onBehalfOf === undefined
        ? nameOf(actor)
        : {
            vi: `${nameOf(actor)} (thay ${nameOf(onBehalfOf)})`,
            en: `${nameOf(actor)} (for ${nameOf(onBehalfOf)})`,
          }[language],
    nameOf,
    titleOf: (step) => said(stepOf(step)?.definition.title, language) || step,
    saysOf(task, id) {
      const step = stepOf(visitOfTask(task).step)?.definition;
      const actions = (step && 'actions' in step && step.actions) || [];
      const action = actions.find((one: Action) => one.id === id);
      return action ? spoken(action, language) : id;
    },
    labelOf: (field) =>
      said(entries.find(({ form }) => form.byId[field])?.form.byId[field]?.definition.label, language) ||
      field,
    bodyOf(id, body) {
      const step = stepOf(id)?.definition;
      const bodies = step?.kind === 'consult' ? step.bodies : [];
      return said(bodies.find((one) => one.id === body)?.title, language) || body;
    },
    waitOf(id, at) {
      const step = stepOf(id)?.definition;
      if (step?.kind !== 'wait') return null;
      return `${said(step.title, language)}: ${waitInWords(step, at, campaign, language)}`;
    },
    isDossier: entry !== undefined && entries[0]?.definition.subject === 'cases',
    in: (vi, en) => ({ vi, en })[language],
  };
  return sentence(event.data as never, telling);
}

/**
 * Why a task is somebody's: the role they hold and where, whom they stand in for, or that they have claimed it.
 * Empty when it is not theirs.
 */
export function whyMine(
  { steps }: Pick<CaseState, 'steps'>,
  task: Task,
  campaign: Campaign,
  directory: Directory,
  account: string,
  day: Day,
  language: Language,
): string {
  const index = indexDirectory(directory);
  const say = (vi: string, en: string): string => ({ vi, en })[language];
  for (const key of task.assignees) {
    const right = index.mayAct(account, key, day);
    if (!right) continue;
    const parsed = parseAssigneeKey(key);
    const unit =
      parsed.kind === 'role' && parsed.unit !== undefined ? index.unit(parsed.unit)?.name : undefined;
    const role = rolesOf([key], campaign, language);
    const place = unit === undefined ? role : say(`${role} tại ${unit}`, `${role} at ${unit}`);
    const claimed =
      task.claimedBy === account
        ? steps.at(-1) && task.claimedAt === steps.at(-1)?.since
          ? say(', và chính anh/chị đã trả lại lần trước', ', and you returned it last time')
          : say(', và anh/chị đã nhận', ', and you have claimed it')
        : '';
    if (right.onBehalfOf === undefined)
      return say(
        `Giao cho anh/chị vì anh/chị là ${place}${claimed}.`,
        `Yours because you are ${place}${claimed}.`,
      );
    const name = index.nameOf(right.onBehalfOf);
    return say(
      `Giao cho anh/chị vì anh/chị đang thay ${name}, ${place}${claimed}.`,
      `Yours because you stand in for ${name}, ${place}${claimed}.`,
    );
  }
  return '';
}

const anchorWords: Readonly<Record<Anchor, Text>> = {
  periodStart: { vi: 'ngày đầu kỳ', en: 'the first day of the period' },
  periodEnd: { vi: 'ngày cuối kỳ', en: 'the last day of the period' },
  phaseStart: { vi: 'ngày đầu đợt', en: 'the first day of the phase' },
  phaseEnd: { vi: 'ngày cuối đợt', en: 'the last day of the phase' },
  campaignStart: { vi: 'ngày đầu phong trào', en: 'the first day of the campaign' },
  campaignEnd: { vi: 'ngày cuối phong trào', en: 'the last day of the campaign' },
  entered: { vi: 'ngày đến bước này', en: 'the day it came to this step' },
  due: { vi: 'hạn', en: 'the due time' },
};

/** Why a task is due when it is: the span, what it is counted from, and the days that do not count. */
export function whyDue(
  { entry, period, steps }: Pick<CaseState, 'entry' | 'period' | 'steps'>,
  task: Task,
  campaign: Campaign,
  calendar: Calendar,
  language: Language,
): string {
  if (task.dueAt === undefined) return '';
  const say = (vi: string, en: string): string => ({ vi, en })[language];
  const due = shownInstant(task.dueAt, campaign.timezone);
  const { step, visit } = visitOfTask(task.id);
  const definition = campaign.entries[entry]?.workflow.byId[step]?.definition;
  const { silence, deadline = deadlineOf(silence) } = (definition ?? {}) as {
    silence?: Duration;
    deadline?: RelativeDate;
  };
  const bounds = campaign.entries[entry] ? periodOf(campaign, entry, period, calendar) : null;
  const since = steps.find((one) => one.step === step && one.visit === visit)?.since;
  const plain = say(`Hạn ${due}.`, `Due ${due}.`);
  if (!deadline || !bounds) return plain;
  const anchors = { ...periodAnchors(campaign, bounds), ...(since === undefined ? {} : { entered: since }) };
  const working = compileCalendar(calendar);
  const why = explainMoment(deadline, 'end', anchors, working);
  if (!why) return plain;
  const { stood } = task;
  if ((stood ? later(working, why.due, stood) : why.due) !== task.dueAt) return plain;
  const still = stood && stood.offset > 0 ? standstillInWords(stood, language) : undefined;
  const anchor = said(anchorWords[(deadline.after ?? deadline.before)!], language);
  const from = shownDay(why.from);
  return say(
    `Hạn ${due}: ${why.vi} kể từ ${anchor} ${from}${still ? `, cộng ${still} tạm dừng` : ''}.`,
    `Due ${due}: ${why.en} ${deadline.after === undefined ? 'before' : 'after'} ${anchor}, ${from}${still ? `, and the ${still} its clock stood still` : ''}.`,
  );
}

/** An action in the history: what it says, else its label with a small first letter. */
function spoken({ says, label }: Action, language: Language): string {
  if (says) return said(says, language);
  const text = said(label, language);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function told(value: unknown): string {
  if (value === undefined) return '–';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

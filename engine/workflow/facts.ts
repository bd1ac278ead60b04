import type { Language } from '../issues/index.ts';
import type { ListedValue } from '../model/answers.ts';
import type { CaseState } from '../model/case.ts';
import type { FactQuery } from '../model/command.ts';
import type { Day, Decimal, Instant } from '../model/time.ts';
import {
  addDecimals,
  divideDecimals,
  type Exact,
  exactInteger,
  holds,
  parseDecimal,
  printDecimal,
} from '../rules/index.ts';
import type { Campaign, CompiledFact } from './campaign.ts';
import type { FiguredData } from './events/figured.ts';
import { said, shownInstant } from './in-words.ts';
import { type Period, periodsOf } from './periods.ts';
import { ask, emit, keep, type Turn } from './turn.ts';

/** A sent case a fact may be made from. */
export interface FactSource {
  case: string;
  period: string;
  at: Instant;
  day: Day;
  /** Its listed values. */
  values: Readonly<Record<string, ListedValue>>;
}

/** A figure and the cases it was made from, in order; null where there is nothing to make it from. */
export interface Figure {
  value: Decimal | null;
  sources: string[];
}

/**
 * Makes the figures the case's entry uses as they are now, each with its sources kept apart; rules see them from
 * here on, `writeFigures` records them. Nothing happens where they are as they stand. Asks for those not known yet:
 * the turn is then decided again.
 */
export function makeFigures(turn: Turn): void {
  const { entry, context, state } = turn;
  if (entry.facts.length === 0) return;
  const known = context.resolved?.facts ?? {};
  for (const { id, query } of figuresAsked(turn)) if (!known[id]) ask(turn, { need: 'fact', id, query });
  const figures = entry.facts.flatMap((id) => (known[id] ? [[id, known[id]] as const] : []));
  const standing = sourcesKept(turn);
  if (figures.length < entry.facts.length || !standing) return;
  const same = figures.every(
    ([id, { value, sources }]) =>
      state.facts?.[id] !== undefined &&
      (state.facts[id].value ?? null) === value &&
      standing[id]?.join() === sources.join(),
  );
  if (same) return;
  const facts: FiguredData['facts'] = {};
  for (const [id, { value, sources }] of figures) {
    const content = keep(turn, 'factSources', { fact: id, cases: sources });
    facts[id] = value === null ? { content } : { value, content };
  }
  turn.figures = facts;
}

/** Records the figures this command has made, if any. */
export function writeFigures(turn: Turn): void {
  const facts = turn.figures;
  if (!facts) return;
  delete turn.figures;
  emit(turn, 'figured', { facts }, { contents: Object.values(facts).map(({ content }) => content) });
}

/** The cases the figures that stand were made from, by fact; undefined while they are being asked for. */
function sourcesKept(turn: Turn): Record<string, string[]> | undefined {
  const kept: Record<string, string[]> = {};
  let known = true;
  for (const [id, { content }] of Object.entries(turn.state.facts ?? {})) {
    if (content === undefined) continue;
    const body = turn.context.resolved?.contents?.[content];
    if (body === undefined) {
      ask(turn, { need: 'content', digest: content });
      known = false;
    } else kept[id] = (body as { cases: string[] } | null)?.cases ?? [];
  }
  return known ? kept : undefined;
}

/** The figures the case's entry uses, and which cases each asks for today. */
export function figuresAsked(turn: Turn): { id: string; query: FactQuery }[] {
  return turn.entry.facts.map((id) => ({ id, query: queryOf(turn, turn.campaign.facts[id]!) }));
}

/** Which cases a fact asks for, seen from the case of a turn. */
function queryOf(turn: Turn, { definition }: CompiledFact): FactQuery {
  const { entry, outcome = 'approved', over, of } = definition;
  const query: FactQuery = { entry, outcome };
  if (of === 'sameSubject' && turn.state.subject !== undefined) query.subject = turn.state.subject;
  else query.units = of === 'unitsBelow' ? unitsBelow(turn) : sameUnit(turn, turn.state.unit);
  if (over === 'lifetime') query.everyCampaign = true;
  else query.periods = factPeriods(turn.campaign, definition, turn.period, turn.context.calendar);
  return query;
}

/**
 * The periods a fact is made over, for a case of a period: those of its phase, or of the whole campaign, that end no
 * later than the data of the case itself.
 */
export function factPeriods(
  campaign: Campaign,
  { entry, over }: CompiledFact['definition'],
  { phase, until }: Pick<Period, 'phase' | 'until'>,
  calendar: Turn['context']['calendar'],
): string[] {
  return periodsOf(campaign, entry, calendar)
    .filter((period) => period.until <= until && (over !== 'phase' || period.phase === phase))
    .map(({ id }) => id);
}

/** The case's unit, the one that took over from it, and every ended one that is read through to these. */
function sameUnit(turn: Turn, { uid, routedTo }: CaseState['unit']): string[] {
  const units = routedTo === undefined ? [uid] : [uid, routedTo];
  return [
    ...new Set(
      units.flatMap((one) => [
        one,
        ...turn.directory.predecessors(one, turn.day).map((before) => before.uid),
      ]),
    ),
  ].sort();
}

/** All units below the case's unit on any line, with those they took over from. */
function unitsBelow(turn: Turn): string[] {
  const { directory, day, state } = turn;
  const own = state.unit.routedTo ?? state.unit.uid;
  const lines = directory.organisationOf(own)?.lines ?? [];
  const below = new Set(lines.flatMap(({ id }) => directory.unitsBelow(own, id, day).map(({ uid }) => uid)));
  return [...new Set([...below].flatMap((uid) => sameUnit(turn, { uid, nameThen: '' })))].sort();
}

/**
 * Makes a fact's figure from the cases that were found: those its condition holds for, in exact decimals. A case in
 * which the field was not answered counts for nothing; a sum of none is 0, a mean and the last of none are null.
 */
export function figureOf({ definition, where }: CompiledFact, found: readonly FactSource[]): Figure {
  const { value: how, field } = definition;
  const holding = found
    .filter(
      ({ values, day }) =>
        !where || holds(where.evaluate({ values: { ...values, answers: values }, today: day })),
    )
    .sort(byPeriod);
  if (how === 'count') return { value: String(holding.length), sources: holding.map((one) => one.case) };
  const answered = holding.flatMap((one) => {
    const answer = field === undefined ? undefined : one.values[field];
    const value = typeof answer === 'string' ? parseDecimal(answer) : null;
    return value ? [{ case: one.case, value }] : [];
  });
  const used = how === 'last' ? answered.slice(-1) : answered;
  const value = reckoned[how](used.map((one) => one.value));
  return { value: value && printDecimal(value), sources: used.map((one) => one.case) };
}

const zero = exactInteger(0)!;

const reckoned: Readonly<
  Record<Exclude<CompiledFact['definition']['value'], 'count'>, (values: readonly Exact[]) => Exact | null>
> = {
  sum: (values) => sumOf(values),
  mean(values) {
    const sum = sumOf(values);
    return values.length > 0 && sum ? divideDecimals(sum, exactInteger(values.length)!) : null;
  },
  last: (values) => values.at(-1) ?? null,
};

/** Null where it has more digits than a decimal may. */
function sumOf(values: readonly Exact[]): Exact | null {
  return values.reduce<Exact | null>((sum, value) => sum && addDecimals(sum, value), zero);
}

function byPeriod(a: FactSource, b: FactSource): number {
  const [one, other] = [`${a.period} ${a.at} ${a.case}`, `${b.period} ${b.at} ${b.case}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What a fact is called: its own title, or what it does with the field it reads. */
export function factTitle(campaign: Campaign, { definition }: CompiledFact, language: Language): string {
  const { title, entry, field, value } = definition;
  if (title) return said(title, language);
  const source = campaign.entries[entry]!;
  const label = field === undefined ? undefined : source.form.byId[field]?.definition.label;
  const about = label ? said(label, language) : said(source.title, language);
  return `${words[value][language]}: ${about}`;
}

const words = {
  count: { vi: 'Số báo cáo', en: 'Reports' },
  sum: { vi: 'Tổng', en: 'Sum' },
  mean: { vi: 'Trung bình', en: 'Mean' },
  last: { vi: 'Mới nhất', en: 'Newest' },
} as const satisfies Record<CompiledFact['definition']['value'], Record<Language, string>>;

const within = {
  phase: { vi: 'trong đợt này', en: 'of this phase' },
  campaign: { vi: 'trong cả phong trào', en: 'of the whole campaign' },
  lifetime: { vi: 'từ trước đến nay', en: 'of all time' },
} as const satisfies Record<CompiledFact['definition']['over'], Record<Language, string>>;

const about = {
  sameUnit: { vi: 'của đơn vị', en: 'of the unit' },
  unitsBelow: { vi: 'của các đơn vị cấp dưới', en: 'of the units below' },
  sameSubject: { vi: 'của chính đối tượng này', en: 'about this subject' },
} as const satisfies Record<CompiledFact['definition']['of'], Record<Language, string>>;

const ended = {
  approved: { vi: 'đã được xác nhận', en: 'confirmed' },
  rejected: { vi: 'không được duyệt', en: 'refused' },
  closed: { vi: 'đã khép lại', en: 'closed' },
} as const satisfies Record<string, Record<Language, string>>;

/** One sentence that says where a figure comes from: how it was made, of what, over which time, and when. */
export function factInWords(
  campaign: Campaign,
  { definition }: CompiledFact,
  count: number,
  at: Instant,
  language: Language,
): string {
  const { entry, field, over, of, value, outcome = 'approved' } = definition;
  const source = campaign.entries[entry]!;
  const title = said(source.title, language);
  const label = said(field === undefined ? undefined : source.form.byId[field]?.definition.label, language);
  const when = shownInstant(at, campaign.timezone);
  if (language === 'vi') {
    const of_ = `“${title}” ${ended[outcome].vi} ${about[of].vi} ${within[over].vi}`;
    if (value === 'count') return `Đếm được ${count} báo cáo ${of_}, tính lúc ${when}.`;
    const made = { sum: 'Cộng', mean: 'Lấy trung bình', last: 'Lấy giá trị mới nhất của' }[value];
    return `${made} “${label}” từ ${count} báo cáo ${of_}, tính lúc ${when}.`;
  }
  const of_ = `${ended[outcome].en} reports “${title}” ${about[of].en}, ${within[over].en}`;
  if (value === 'count') return `Counted ${count} ${of_}, at ${when}.`;
  const made = { sum: 'The sum', mean: 'The mean', last: 'The newest value' }[value];
  return `${made} of “${label}” from ${count} ${of_}, at ${when}.`;
}

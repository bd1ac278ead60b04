import { paperParts } from '../compile/index.ts';
import { maySee, numberInWords } from '../forms/index.ts';
import type { Language } from '../issues/index.ts';
import type { Answers } from '../model/answers.ts';
import type { Case, IssuedDocument } from '../model/case.ts';
import type {
  DecideStep,
  Entry,
  FillStep,
  Paper,
  Sensitivity,
  Text,
} from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import type { Campaign, CompiledStep } from '../workflow/campaign.ts';
import { caseCode, stepKinds } from '../workflow/index.ts';
import { seesUpTo, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import type { Gathering } from './gathering/gathering.ts';
import type { Ports } from './ports.ts';
import { said, shownDay, shownPeriodOf } from './texts.ts';
import type { DossierLineView, PaperBlock, PaperLink, PaperList, PaperView } from './views.ts';

/** The texts of papers where a step names none: of what is put forward, and of what is signed. */
export type PaperTexts = Readonly<Record<'proposal' | 'decision', Record<Language, string>>>;

/** Papers of cases, laid out for printing. */
export interface Papers {
  /** The papers of a case that can be printed now, in the order of its steps. */
  of(current: Case, campaign: Campaign, language: Language): PaperLink[];
  /** One of them, by its step; null where there is none, or the case is not theirs to see. */
  view(
    viewer: Viewer,
    caseId: string,
    step: string,
    language: Language,
    texts: PaperTexts,
  ): Promise<PaperView | null>;
}

/** What stands where an answer is not for the person who prints. */
const blank = '……';
/** Room for a number that is not given yet. */
const open = '\u2007'.repeat(6);

type Printing = Pick<Paper, 'title' | 'list'> & { template?: Paper['template'] };

/** What is printed where a step names no paper of its own. */
const ownTitles: Readonly<Record<keyof PaperTexts, Text>> = {
  proposal: { vi: 'Tờ trình', en: 'Proposal' },
  decision: { vi: 'Quyết định', en: 'Decision' },
};

/** Makes the use cases of printed papers. */
export function createPapers(ports: Ports, campaigns: Campaigns, gathering: Gathering): Papers {
  /** What a step prints, and which of the texts that belong to no campaign where it names none. */
  function printedAt(
    step: CompiledStep,
    entry: Entry,
  ): { paper: Printing; own: keyof PaperTexts; signs: boolean } | null {
    const { signs, fills } = stepKinds.of(step.kind);
    const { paper } = step.definition as Partial<FillStep & DecideStep>;
    const dossier = entry.subject === 'cases';
    const own = signs ? 'decision' : 'proposal';
    if (paper) return { paper, own, signs: signs === true };
    if (!signs && !(fills && dossier)) return null;
    const list = dossier ? { list: signs ? ('approved' as const) : ('all' as const) } : {};
    return { paper: { title: ownTitles[own], ...list }, own, signs: signs === true };
  }

  function signedAt({ documents = [] }: Case, step: string): IssuedDocument | undefined {
    return documents.findLast(({ task }) => task.startsWith(`${step}.`));
  }

  /** Has the case come so far that the step's paper can be told? */
  function isDue(current: Case, { id, kind }: CompiledStep): boolean {
    if (current.submission === undefined) return false;
    return stepKinds.of(kind).fills === true || (current.visits[id] ?? 0) > 0;
  }

  function numberOf(campaign: Campaign, { definition }: CompiledStep, year: string): string {
    const { numbering } = definition as Partial<DecideStep>;
    const register = campaign.definition.numberings?.find(({ id }) => id === numbering);
    if (!register) return open;
    return register.pattern.replaceAll('{seq}', open).replaceAll('{year}', year).replaceAll('{unit}', '');
  }

  return {
    of(current, campaign, language) {
      const entry = campaign.entries[current.entry]!;
      return entry.workflow.steps.flatMap((step) => {
        const printed = printedAt(step, entry.definition);
        if (!printed || !isDue(current, step)) return [];
        return {
          href: `/ho-so/${current._id}/van-ban/${step.id}`,
          title: said(printed.paper.title, language),
          draft: printed.signs && signedAt(current, step.id) === undefined,
        };
      });
    },

    async view(viewer, caseId, stepId, language, texts) {
      const current = await ports.cases.load(caseId);
      if (!current) return null;
      const campaign = await campaigns.get(current.campaign, current.version);
      const upTo = seesUpTo(campaign, current, viewer);
      const entry = campaign.entries[current.entry]!;
      const step = entry.workflow.steps.find(({ id }) => id === stepId);
      const printed = step && printedAt(step, entry.definition);
      if (upTo === null || !printed || !isDue(current, step)) return null;
      const { paper, own, signs } = printed;
      const signed = signedAt(current, step.id);
      const named = paper.template && (paper.template[language] ?? paper.template.vi);
      // A paper is in the language it was written in, whatever the page around it is in.
      const spoken: Language = paper.template && !paper.template[language] ? 'vi' : language;
      const text = named === undefined ? texts[own][spoken] : (campaign.papers[named] ?? '');
      const date = signs ? signed?.date : current.submission!.day;
      const year = (date ?? viewer.day).slice(0, 4);
      const list = await gathering.list(viewer, current, campaign, spoken);
      const rows = (list?.lines ?? []).filter((line) => isListed(line, paper.list, signed !== undefined));
      const told = await answersTold(current, campaign, viewer, upTo, spoken);
      const number = signed?.number ?? numberOf(campaign, step, year);
      const parts = ports.texts.parts(
        text,
        {
          ...paperValues(campaign, current, {
            language: spoken,
            number,
            date,
            today: viewer.day,
            signed,
            rows,
          }),
          ...told.values,
        },
        Object.keys(paperParts),
      );
      const linesOf = (part: string): string[] =>
        parts.flatMap((one) => (one.part === part ? splitLines(one.text) : []));
      return {
        title: said(paper.title, spoken),
        language: spoken,
        draft: signs && signed === undefined,
        above: linesOf('above'),
        issuer: linesOf('issuer'),
        number,
        numberLine: linesOf('number').join(' '),
        signed: signed !== undefined,
        place: linesOf('place').join(' '),
        ...(date === undefined ? {} : { date: dateParts(date) }),
        year,
        name: linesOf('name').join(' ') || said(paper.title, spoken),
        about: linesOf('about'),
        authority: linesOf('authority'),
        to: linesOf('to'),
        blocks: blocksOf(parts),
        signer: linesOf('signer'),
        deputy: signed?.onBehalfOf !== undefined && signed.onBehalfOf !== signed.actor,
        ...(signed ? { signedBy: viewer.directory.names[signed.actor] ?? signed.actor } : {}),
        recipients: linesOf('recipients'),
        ...(list && paper.list ? { list: listOf(linesOf('list'), rows) } : {}),
        hidden: rows.filter(({ nameless }) => nameless).length + told.hidden,
        code: caseCode(current._id),
        version: current.version.slice(0, 8),
      };
    },
  };

  /** What the form says, by field, in words; what the person may not see stays blank. */
  async function answersTold(
    current: Case,
    campaign: Campaign,
    viewer: Viewer,
    upTo: Sensitivity,
    language: Language,
  ) {
    const [content] = await ports.contents.get([current.submission!.content]);
    const answers = (content?.body ?? {}) as Answers;
    const unitName = (uid: string) => viewer.index.unit(uid)?.name;
    const shown: Record<string, string> = {};
    const words: Record<string, string> = {};
    let hidden = 0;
    for (const field of campaign.entries[current.entry]!.form.fields) {
      const answer = answers[field.id];
      if (answer === undefined) continue;
      const visible = maySee(upTo, field.sensitivity);
      if (!visible && maySee('internal', field.sensitivity)) hidden += 1;
      const text = visible ? field.kind.show(answer, field, { language, unitName }) : blank;
      shown[field.id] = text.replaceAll('\u0000', '');
      if (visible && typeof answer === 'string')
        words[field.id] = (language === 'vi' && numberInWords(answer)) || text;
    }
    return { values: { answers: shown, words }, hidden };
  }
}

/** The variables a paper's text may use besides what the form says. */
export function paperValues(
  campaign: Campaign,
  current: Case,
  paper: {
    language: Language;
    number: string;
    date?: Day | undefined;
    today: Day;
    signed?: IssuedDocument | undefined;
    rows: readonly DossierLineView[];
  },
) {
  const { language, number, date, today, signed, rows } = paper;
  return {
    campaign: { title: said(campaign.title, language) },
    entry: { title: said(campaign.entries[current.entry]?.title, language) },
    period: { title: shownPeriodOf(campaign, current.period, language) },
    issuer: { name: said(campaign.definition.issuer, language) },
    unit: { name: current.unit.nameThen },
    document: { number, date: date === undefined ? '' : shownDay(date) },
    earlier: earlierThan(current, signed),
    count: countsOf(rows),
    bases: basesOn(campaign, date ?? today, language),
  };
}

/** Is a line on the list of a paper? What left the dossier is on none. */
function isListed({ state, held }: DossierLineView, list: Paper['list'], signed: boolean): boolean {
  if (!list || !held) return false;
  return list === 'all' || state === 'approved' || (!signed && state === 'waiting');
}

/** The last document signed before one, or the last of all before it is signed. */
function earlierThan({ documents = [] }: Case, signed: IssuedDocument | undefined) {
  const before = signed ? documents.slice(0, documents.indexOf(signed)) : documents;
  const last = before.at(-1);
  return { number: last?.number ?? '', date: last ? shownDay(last.date) : '' };
}

/** The legal bases of a campaign in force on a day. */
function basesOn({ definition }: Campaign, day: Day, language: Language): string[] {
  const bases = definition.legalBases?.findLast(
    ({ from, to }) => from <= day && (to === undefined || day <= to),
  );
  return (bases?.items ?? []).map((item) => said(item, language));
}

/** What a list tells its cases apart by. */
const kinds = ['collectives', 'persons', 'households'] as const;

function kindOf({ about }: DossierLineView): (typeof kinds)[number] {
  if (about === 'person') return 'persons';
  return about === 'household' ? 'households' : 'collectives';
}

function countsOf(rows: readonly DossierLineView[]): Record<string, number> {
  const counted = kinds.map((kind) => [kind, rows.filter((row) => kindOf(row) === kind).length] as const);
  return { lines: rows.length, ...Object.fromEntries(counted) };
}

/** The list under what its cases are about: collectives, then persons, then households. */
function listOf(title: string[], rows: readonly DossierLineView[]): PaperList {
  const ordered = [...rows].sort((a, b) => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)));
  const titles = [...new Set(ordered.map(({ entry }) => entry))];
  let n = 0;
  return {
    title,
    groups: titles.map((entry, at) => {
      const own = ordered.filter((row) => row.entry === entry);
      return {
        roman: romans[at] ?? String(at + 1),
        title: entry,
        count: own.length,
        rows: own.map((row) => {
          n += 1;
          const about = row.nameless ? blank : row.subject;
          return { n, name: about ?? row.unit, unit: about === undefined ? (row.above ?? '') : row.unit };
        }),
      };
    }),
  };
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Days below ten and the first two months have a leading zero (Decree 30/2020/NĐ-CP, annex I). */
function dateParts(date: Day): { day: string; month: string; year: string } {
  const month = date.slice(5, 7);
  return {
    day: date.slice(8),
    month: Number(month) < 3 ? month : String(Number(month)),
    year: date.slice(0, 4),
  };
}

/** The body of a paper in its order; articles are numbered by themselves. */
function blocksOf(parts: readonly { part: string | null; text: string }[]): PaperBlock[] {
  let articles = 0;
  return parts.flatMap(({ part, text }): PaperBlock[] => {
    if (part === null) return [{ kind: 'paragraphs', lines: splitParagraphs(text) }];
    if (part === 'grounds' || part === 'decides') return [{ kind: part, lines: splitLines(text) }];
    if (part !== 'article') return [];
    articles += 1;
    return [{ kind: 'article', n: articles, lines: splitParagraphs(text) }];
  });
}

function splitLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Paragraphs stand apart by an empty line; within one, lines run on. */
function splitParagraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((one) => splitLines(one).join(' '))
    .filter((one) => one !== '');
}

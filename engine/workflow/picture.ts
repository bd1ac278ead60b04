import type { Language } from '../issues/index.ts';
import type {
  Assignee,
  Audience,
  ConsultBody,
  Duration,
  Escalation,
  RelativeDate,
  Validity,
} from '../model/generated/definitions.ts';
import type { Campaign, CompiledStep, CompiledWorkflow } from './campaign.ts';
import { leadsOf } from './explore.ts';
import { said, shownDay } from './in-words.ts';
import { momentInWords } from './moments-in-words.ts';
import { asksOf, type Lead, stepKinds } from './steps/index.ts';
import { deadlineOf } from './timetable.ts';
import { waitInWords } from './waits-in-words.ts';

/** A rectangle of a picture; all measures are units of the picture, the origin is at its top left. */
export interface PictureBox {
  x: number;
  y: number;
  width: number;
  height: number;
  /** What is written in it, line by line. */
  lines: string[];
}

/** A step as it is drawn. */
export interface PictureStep extends PictureBox {
  step: string;
  kind: string;
  /** How many of the lines are the title; who acts, and until when, come after. */
  titles: number;
  /** The step holds for a time only. */
  dated: boolean;
}

/** A way from a step to another, along horizontal and vertical pieces that touch no box in between. */
export interface PictureArrow {
  from: string;
  to: string;
  points: readonly (readonly [x: number, y: number])[];
  /** The action, and the deadline on the first way out of a step. */
  label: { x: number; y: number; lines: string[] };
}

/** An escalation: who is told, and the dashed way to them. */
export interface PictureNote extends PictureBox {
  step: string;
  points: readonly (readonly [x: number, y: number])[];
}

/** The facts of a step, for reading instead of looking. */
export interface PictureRow {
  step: string;
  title: string;
  who: string;
  deadline: string;
  /** Until when the step is there, where it ends to exist. */
  until: string;
  ways: { label: string; to: string }[];
  told: string[];
}

/** A workflow drawn top to bottom, with a lane for each level. Plain data; the edge writes it as SVG. */
export interface WorkflowPicture {
  width: number;
  height: number;
  title: string;
  lanes: { x: number; width: number; lines: string[] }[];
  steps: PictureStep[];
  arrows: PictureArrow[];
  notes: PictureNote[];
  rows: PictureRow[];
}

const boxWidth = 196;
const noteWidth = 196;
const lanePad = 16;
const channel = 16;
const top = 44;
const track = 20;
const lineHeight = 17;

type Timed = {
  actions?: readonly { label: { vi: string; en?: string } }[];
  deadline?: RelativeDate;
  bodies?: readonly ConsultBody[];
  silence?: Duration;
  escalations?: readonly Escalation[];
  valid?: Validity;
};
type Way = { from: number; to: number; label: string; deadline: string; port: number };

/**
 * Draws a workflow: a row for each step in the order of the definition with the ends last, a lane for each level
 * of those who act or are told. Ways that find no free column go round the lanes at the sides. The same workflow
 * always gives the same picture.
 */
export function workflowPicture(
  workflow: CompiledWorkflow,
  campaign: Campaign,
  language: Language,
): WorkflowPicture {
  const steps = inOrder(workflow);
  const words = wordsOf(workflow, campaign, language);
  const at = new Map(steps.map(({ id }, index) => [id, index]));
  const escalations = steps.map((step) => (step.definition as Timed).escalations ?? []);

  const laneIds = [
    ...new Set(
      steps.flatMap((step, index) => [
        words.level(step),
        ...escalations[index]!.map((one) => words.toldAt(one, step)),
      ]),
    ),
  ].sort((a, b) => Number(a === '') - Number(b === ''));
  let x = channel;
  const ways = waysOf(steps, at, words);
  const round = ways.filter(({ from, to }) => to <= from).length;
  x += round * channel;
  const lanes = laneIds.map((id) => {
    const own = steps.some(
      (step, index) =>
        words.level(step) === id && escalations[index]!.some((one) => words.toldAt(one, step) === id),
    );
    const acts = steps.some((step) => words.level(step) === id);
    const width = (acts ? boxWidth : noteWidth) + 2 * lanePad + (own ? noteWidth + lanePad : 0);
    const lane = { id, x, width, acts, lines: wrap(words.lane(id), Math.floor(width / 8.5)) };
    x += width;
    return lane;
  });
  const laneOf = (id: string) => lanes.find((lane) => lane.id === id)!;
  const right = x;

  const boxes: PictureStep[] = [];
  const notes: PictureNote[] = [];
  const gaps = steps.map((_, index) => gapOf(ways, index));
  let y = top + Math.max(...lanes.map(({ lines }) => lines.length)) * lineHeight;
  steps.forEach((step, index) => {
    y += gaps[index]!.into * track;
    const titles = wrap(said(step.definition.title, language), 25);
    const until = words.until(step);
    const lines = [...titles, ...wrap(words.who(step), 27), ...wrap(until, 27)];
    const told = escalations[index]!.map((one) => wrap(words.told(one, step), 28));
    const toldHeight = told.reduce((sum, one) => sum + one.length * 15 + 22, -8);
    const height = Math.max(lines.length * lineHeight + 20, toldHeight);
    const lane = laneOf(words.level(step));
    const box = { x: lane.x + lanePad, y, width: boxWidth, height };
    boxes.push({ ...box, step: step.id, kind: step.kind, lines, titles: titles.length, dated: until !== '' });
    let noteY = y;
    escalations[index]!.forEach((one, n) => {
      const there = laneOf(words.toldAt(one, step));
      const noteX =
        there.x +
        lanePad +
        (there.acts ? (there === lane ? boxWidth + lanePad : (boxWidth - noteWidth) / 2) : 0);
      const noteHeight = told[n]!.length * 15 + 14;
      const middle = noteY + noteHeight / 2;
      const ends: [number, number] = noteX > box.x ? [box.x + boxWidth, noteX] : [box.x, noteX + noteWidth];
      notes.push({
        x: noteX,
        y: noteY,
        width: noteWidth,
        height: noteHeight,
        lines: told[n]!,
        step: step.id,
        points: [
          [ends[0], middle],
          [ends[1], middle],
        ],
      });
      noteY += noteHeight + 8;
    });
    y += height + gaps[index]!.outOf + 18;
  });

  const { arrows, used } = draw(ways, boxes, [...boxes, ...notes], gaps, channel * round, right);
  const labelled = arrows.map(({ label }) => label.x + Math.max(...label.lines.map(widthOf)) + 8);
  return {
    width: Math.ceil(Math.max(right + (used + 1) * channel, ...labelled)),
    height: y,
    title: said(workflow.definition.title, language),
    lanes: lanes.map(({ x: left, width, lines }) => ({ x: left, width, lines })),
    steps: boxes,
    arrows,
    notes,
    rows: steps.map((step, index) => ({
      step: step.id,
      title: said(step.definition.title, language),
      who: words.who(step),
      deadline: words.deadline(step),
      until: words.until(step),
      ways: ways
        .filter(({ from }) => from === index)
        .map(({ label, to }) => ({ label, to: said(steps[to]!.definition.title, language) })),
      told: escalations[index]!.map((one) => words.told(one, step)),
    })),
  };
}

/** The start first, the ends last, the rest as written. */
function inOrder({ steps, start }: CompiledWorkflow): CompiledStep[] {
  const rank = ({ id, kind }: CompiledStep) => (id === start ? 0 : kind === 'end' ? 2 : 1);
  return [...steps].sort((a, b) => rank(a) - rank(b));
}

type Words = ReturnType<typeof wordsOf>;

function wordsOf(workflow: CompiledWorkflow, campaign: Campaign, language: Language) {
  const vi = language === 'vi';
  const entries = Object.values(campaign.entries).filter((entry) => entry.workflow.id === workflow.id);
  const submitters = [...new Set(entries.map((entry) => entry.definition.submitter.role))];
  const own = entries[0]?.definition.submitter.level ?? '';
  const choosing = workflow.steps.some(
    ({ kind, definition }) => kind !== 'end' && asksOf(stepKinds.of(kind), definition).length === 0,
  );
  const automatic = choosing
    ? vi
      ? 'Tự động và kết quả'
      : 'By itself, and outcomes'
    : vi
      ? 'Kết quả'
      : 'Outcome';
  const role = (id: string) => said(campaign.roleTitles[campaign.roles[id] ?? id], language) || id;
  const submitter = () => submitters.map(role).join(vi ? ' hoặc ' : ' or ');
  // Of several bodies asked at once, the first tells where the step stands.
  const assignee = ({ kind, definition }: CompiledStep): Assignee | undefined =>
    asksOf(stepKinds.of(kind), definition)[0]?.assignee;
  const level = (step: CompiledStep): string => {
    const one = assignee(step);
    if (one === undefined) return '';
    return one.kind === 'roleAbove' ? one.level : own;
  };
  const who = (step: CompiledStep): string => {
    const { bodies } = step.definition as Timed;
    if (bodies) return bodies.map(({ title }) => said(title, language)).join(', ');
    const one = assignee(step);
    if (one === undefined) return '';
    return 'role' in one && one.role !== undefined ? role(one.role) : submitter();
  };
  const audience = (escalation: Escalation): Audience =>
    escalation.kind === 'tellNextLevel'
      ? { kind: 'role', role: escalation.role, level: escalation.level, line: escalation.line }
      : escalation.kind === 'tell'
        ? escalation.to
        : { kind: 'assignee' };
  return {
    level,
    who,
    lane: (id: string) => (id === '' ? automatic : said(campaign.levelTitles[id], language) || id),
    deadline: (step: CompiledStep) => {
      const { silence, deadline = deadlineOf(silence) } = step.definition as Timed;
      return deadline ? momentInWords(deadline, language) : '';
    },
    until: (step: CompiledStep) => {
      const { from, to } = (step.definition as Timed).valid ?? {};
      return [
        ...(step.definition.kind === 'wait'
          ? [waitInWords(step.definition, undefined, campaign, language)]
          : []),
        ...(from === undefined ? [] : [`${vi ? 'từ' : 'from'} ${shownDay(from)}`]),
        ...(to === undefined ? [] : [`${vi ? 'đến hết' : 'until'} ${shownDay(to)}`]),
      ].join(' ');
    },
    toldAt: (escalation: Escalation, step: CompiledStep): string => {
      const to = audience(escalation);
      if (to.kind === 'role') return to.level ?? own;
      return to.kind === 'submitter' ? own : level(step);
    },
    told: (escalation: Escalation, step: CompiledStep): string => {
      const to = audience(escalation);
      const whom =
        to.kind === 'role'
          ? role(to.role)
          : to.kind === 'submitter'
            ? submitter()
            : to.kind === 'assignee'
              ? who(step)
              : vi
                ? 'người được nêu tên'
                : 'the person named';
      return `${vi ? 'Báo' : 'Tell'} ${whom}: ${momentInWords(escalation.at, language)}`;
    },
    way: (step: CompiledStep, { label: own }: Lead, index: number): string => {
      if (own) return said(own, language);
      const { actions = [], valid } = step.definition as Timed;
      const action = actions[index];
      if (action) return said(action.label, language);
      const route = step.routes[index];
      if (route)
        return route.rule === null
          ? vi
            ? 'Còn lại'
            : 'Otherwise'
          : vi
            ? `Nếu đúng điều kiện ${index + 1}`
            : `If condition ${index + 1} holds`;
      return valid?.to === undefined
        ? vi
          ? 'Ngoài thời hạn áp dụng'
          : 'Outside its validity'
        : vi
          ? `Sau ${shownDay(valid.to)}`
          : `After ${shownDay(valid.to)}`;
    },
  };
}

function waysOf(steps: readonly CompiledStep[], at: ReadonlyMap<string, number>, words: Words): Way[] {
  return steps.flatMap((step, from) => {
    const leads = leadsOf(step.definition);
    return leads.map((lead, index) => ({
      from,
      to: at.get(lead.to)!,
      label: words.way(step, lead, index),
      deadline: index === 0 ? words.deadline(step) : '',
      port: (index + 1) / (leads.length + 1),
    }));
  });
}

/** How much room the ways need: tracks above a row, and units below it for labels. */
function gapOf(ways: readonly Way[], index: number): { into: number; outOf: number } {
  return {
    into: ways.filter(({ from, to }) => to === index && from !== index - 1).length,
    outOf: ways.filter(({ from }) => from === index).reduce((sum, way) => sum + roomOf(way), 0),
  };
}

const roomOf = ({ deadline }: Way): number => (deadline === '' ? 28 : 44);

/** Leads each way: down beside its port, along a track of its own, and down a column or a side that is free. */
function draw(
  ways: readonly Way[],
  boxes: readonly PictureStep[],
  obstacles: readonly PictureBox[],
  gaps: readonly { into: number; outOf: number }[],
  left: number,
  right: number,
): { arrows: PictureArrow[]; used: number } {
  const taken: { x: number; from: number; to: number }[] = [];
  const free = (x: number, from: number, to: number): boolean =>
    !taken.some((one) => Math.abs(one.x - x) < 7 && one.from < to && one.to > from) &&
    !obstacles.some(
      (box) => box.x - 6 < x && x < box.x + box.width + 6 && box.y < to && box.y + box.height > from,
    );
  let used = 0;
  let backs = 0;
  const into = boxes.map(() => 0);
  const arrows = boxes.flatMap((box, index): PictureArrow[] => {
    // The rightmost way turns first, so that what is written beside the others stays clear of it.
    let below = box.y + box.height;
    const out = ways.filter(({ from }) => from === index).reverse();
    return out.map((way): PictureArrow => {
      const target = boxes[way.to]!;
      const many = ways.filter(({ to }) => to === way.to).length;
      const order = into[way.to]!;
      into[way.to] = order + 1;
      const startX = box.x + box.width * way.port;
      const endX = target.x + (target.width * (order + 1)) / (many + 1);
      const turn = below + roomOf(way);
      const label = {
        x: startX + 7,
        y: below + 19,
        lines: [way.label, ...(way.deadline === '' ? [] : [way.deadline])],
      };
      below = turn;
      const start = [startX, box.y + box.height] as const;
      const common = { from: box.step, to: target.step, label };
      if (way.to === way.from + 1) {
        taken.push({ x: startX, from: start[1], to: turn }, { x: endX, from: turn, to: target.y });
        return { ...common, points: [start, [startX, turn], [endX, turn], [endX, target.y]] };
      }
      const arrive = target.y - 14 - track * (order % Math.max(1, gaps[way.to]!.into));
      let column: number;
      if (way.to > way.from && free(endX, turn, target.y)) column = endX;
      else if (way.to > way.from && free(startX, turn, arrive)) column = startX;
      else if (way.to > way.from) column = right + channel * ++used;
      else column = left - channel * backs++;
      const ends = way.to > way.from ? [turn, arrive] : [arrive, turn];
      taken.push(
        { x: startX, from: start[1], to: turn },
        { x: column, from: ends[0]!, to: ends[1]! },
        { x: endX, from: column === endX ? turn : arrive, to: target.y },
      );
      const points = [
        start,
        [startX, turn],
        [column, turn],
        [column, arrive],
        [endX, arrive],
        [endX, target.y],
      ] as const;
      return { ...common, points };
    });
  });
  return { arrows, used };
}

/** About how wide a text is. */
function widthOf(text: string): number {
  return text.length * 6.6;
}

function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

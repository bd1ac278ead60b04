import Handlebars from 'handlebars';
import type { CampaignLine } from '../app/views.ts';

type WorkflowPicture = CampaignLine['workflows'][number];

const escaped = (text: string): string => Handlebars.escapeExpression(text);

/** Where the steps of a picture lead, and which one is open. */
export interface StepLinks {
  href(step: string): string;
  current: string;
}

/**
 * A workflow's picture as SVG. Classes carry the colours; `id` keeps its title and description apart from others'.
 * With `links` each step leads to its page.
 */
export function drawWorkflow(
  picture: Omit<WorkflowPicture, 'id'>,
  id: string,
  description: string,
  links?: StepLinks,
): string {
  const { width, height, lanes, steps, arrows, notes } = picture;
  const name = escaped(id);
  return [
    `<svg class="flow" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="${links ? 'group' : 'img'}" aria-labelledby="${name}-t ${name}-d">`,
    `<title id="${name}-t">${escaped(picture.title)}</title><desc id="${name}-d">${escaped(description)}</desc>`,
    `<defs><marker id="${name}-m" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="flow-head" d="M0 0L8 4L0 8z"/></marker><marker id="${name}-n" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="flow-head flow-head-told" d="M0 0L8 4L0 8z"/></marker></defs>`,
    ...lanes.map(
      (lane, index) =>
        `<rect class="flow-lane${index % 2 ? ' flow-lane-even' : ''}" x="${lane.x}" y="0" width="${lane.width}" height="${height}"/>${lane.lines.map((line, n) => `<text class="flow-level" x="${lane.x + lane.width / 2}" y="${26 + n * 17}" text-anchor="middle">${escaped(line)}</text>`).join('')}`,
    ),
    ...notes.map(
      (note) =>
        `<path class="flow-way flow-told" d="${path(note.points)}" marker-end="url(#${name}-n)"/><rect class="flow-note" x="${note.x}" y="${note.y}" width="${note.width}" height="${note.height}" rx="6"/>${note.lines.map((line, n) => text('flow-small', note.x + 10, note.y + 19 + n * 15, line)).join('')}`,
    ),
    ...arrows.map(
      (arrow) => `<path class="flow-way" d="${path(arrow.points)}" marker-end="url(#${name}-m)"/>`,
    ),
    ...steps.map((step) =>
      linked(
        step.step,
        links,
        `<rect class="flow-step flow-${escaped(step.kind)}${step.dated ? ' flow-dated' : ''}" x="${step.x}" y="${step.y}" width="${step.width}" height="${step.height}" rx="8"/>${step.lines.map((line, n) => text(n < step.titles ? 'flow-title' : 'flow-who', step.x + 12, step.y + 24 + n * 17, line)).join('')}`,
      ),
    ),
    ...arrows.map(({ label }) =>
      label.lines
        .map((line, n) => text(n ? 'flow-due' : 'flow-label', label.x, label.y + n * 16, line))
        .join(''),
    ),
    '</svg>',
  ].join('');
}

function linked(step: string, links: StepLinks | undefined, drawn: string): string {
  if (!links) return drawn;
  const current = links.current === step ? ' aria-current="true"' : '';
  return `<a class="flow-link" href="${escaped(links.href(step))}"${current}>${drawn}</a>`;
}

const text = (kind: string, x: number, y: number, words: string): string =>
  `<text class="${kind}" x="${round(x)}" y="${round(y)}">${escaped(words)}</text>`;

const path = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;

const round = (value: number): number => Math.round(value * 10) / 10;

import Handlebars from 'handlebars';

/** Figures side by side, as the use cases give them. */
export interface BarSeries {
  title: string;
  bars: readonly { label: string; shown: string; value: number }[];
}

const barWidth = 16;
const gap = 6;
const height = 72;
const foot = 2;

const escaped = (text: string): string => Handlebars.escapeExpression(text);

/**
 * A small picture of one series as SVG: a bar for each figure, the tallest as high as the picture. Each bar says
 * its label and figure; the same stand in the table beside it. Negative figures hang from the foot line.
 */
export function drawBars({ bars }: BarSeries, name: string): string {
  const width = bars.length * (barWidth + gap) + gap;
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const lowest = Math.min(0, ...bars.map(({ value }) => value));
  const range = highest - lowest || 1;
  const scale = (height - 2 * foot) / range;
  const zero = foot + highest * scale;
  return [
    `<svg class="bars" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(name)}">`,
    ...bars.map(({ label, shown, value }, at) => {
      const length = Math.max(1, Math.abs(value) * scale);
      const top = value < 0 ? zero : zero - length;
      return `<rect class="bar" x="${gap + at * (barWidth + gap)}" y="${round(top)}" width="${barWidth}" height="${round(length)}"><title>${escaped(`${label}: ${shown}`)}</title></rect>`;
    }),
    `<path class="bar-foot" d="M0 ${round(zero)}H${width}"/>`,
    '</svg>',
  ].join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile, readLibrary } from '../../../engine/compile/index.ts';
import { drawWorkflow } from '../../../engine/http/workflow-drawing.ts';
import { type Campaign, type CompiledWorkflow, workflowPicture } from '../../../engine/workflow/index.ts';
import { textOf } from '../definitions/seed-files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const filesOf = (folder: string): [string, string][] =>
  readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}${folder}/`.length))
    .map((path) => [path, textOf(`${folder}/${path}`)]);
const { library } = readLibrary(
  Object.fromEntries(
    ['calendars', 'organisations'].flatMap((kind) =>
      filesOf(`definitions/${kind}`).map(([path, text]) => [`${kind}/${path}`, text]),
    ),
  ),
);
const campaigns = ['bac-lieu-2024', 'cong-dan-thu-do', 'khoi-thi-dua-nnmt'].map((id) => {
  const { campaign } = compile(Object.fromEntries(filesOf(`definitions/${id}`)), library);
  if (!campaign) throw new Error(`${id} does not compile`);
  return campaign;
});
const workflows = campaigns.flatMap((campaign) =>
  [...new Set(Object.values(campaign.entries).map(({ workflow }) => workflow))].map(
    (workflow): [string, CompiledWorkflow, Campaign] => [`${campaign.id}/${workflow.id}`, workflow, campaign],
  ),
);

describe.each(workflows)('the picture of %s', (_, workflow, campaign) => {
  const picture = workflowPicture(workflow, campaign, 'vi');
  const boxes = [...picture.steps, ...picture.notes];

  it('shows every step and every way out of it once', () => {
    const ids = workflow.steps.map(({ id }) => id).sort();
    expect(picture.steps.map(({ step }) => step).sort()).toEqual(ids);
    expect(picture.rows.map(({ step }) => step).sort()).toEqual(ids);
    const ways = workflow.definition.steps.flatMap((step) => [
      ...('actions' in step ? (step.actions as { to: string }[]) : []).map(({ to }) => `${step.id} ${to}`),
      ...('rules' in step ? step.rules : []).map(({ to }) => `${step.id} ${to}`),
      ...('to' in step ? [`${step.id} ${step.to}`] : []),
      ...('results' in step ? Object.values(step.results).map((to) => `${step.id} ${to}`) : []),
      ...('valid' in step && step.valid ? [`${step.id} ${step.valid.otherwise}`] : []),
    ]);
    expect(picture.arrows.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(ways.sort());
  });

  it('lets nothing overlap, and keeps all of it inside', () => {
    for (const [index, a] of boxes.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= picture.width && a.y + a.height <= picture.height).toBe(
        true,
      );
      for (const b of boxes.slice(index + 1))
        expect(
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
          `${a.lines.join(' ')} / ${b.lines.join(' ')}`,
        ).toBe(true);
    }
    for (const { points } of picture.arrows)
      for (const [x, y] of points)
        expect(x >= 0 && x <= picture.width && y >= 0 && y <= picture.height).toBe(true);
  });

  it('leads no arrow through a box', () => {
    for (const { points, from, to } of picture.arrows)
      for (const [index, [x, y]] of points.slice(1).entries()) {
        const [x0, y0] = points[index]!;
        for (const box of boxes)
          expect(
            Math.max(x, x0) > box.x &&
              Math.min(x, x0) < box.x + box.width &&
              Math.max(y, y0) > box.y &&
              Math.min(y, y0) < box.y + box.height,
            `${from} → ${to} / ${box.lines.join(' ')}`,
          ).toBe(false);
      }
  });

  it('is the same each time', () => {
    expect(workflowPicture(workflow, campaign, 'vi')).toEqual(picture);
  });
});

it('writes every text of a definition as text', () => {
  const [, workflow, campaign] = workflows[0]!;
  const picture = workflowPicture(workflow, campaign, 'vi');
  const evil = '<script>"a"</script>';
  picture.title = evil;
  for (const step of picture.steps) step.lines = [evil];
  for (const note of picture.notes) note.lines = [evil];
  for (const lane of picture.lanes) lane.lines = [evil];
  for (const { label } of picture.arrows) label.lines = [evil];
  const svg = drawWorkflow(picture, 'a', evil);
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('style=');
});

it('greys a step that ends to exist, with its date and the way taken afterwards', () => {
  const [, workflow, campaign] = workflows[0]!;
  const [first, second, ...others] = workflow.steps;
  const valid = { to: '2025-06-30', otherwise: others.at(-1)!.id };
  const dated = { ...second!, definition: { ...second!.definition, valid } } as typeof second & object;
  const picture = workflowPicture({ ...workflow, steps: [first!, dated, ...others] }, campaign, 'vi');
  const drawn = picture.steps.find(({ step }) => step === second!.id)!;
  expect(drawn.dated).toBe(true);
  expect(drawn.lines.at(-1)).toBe('đến hết 30/06/2025');
  const labels = picture.arrows.filter(({ from }) => from === second!.id).map(({ label }) => label.lines[0]);
  expect(labels).toContain('Sau 30/06/2025');
  expect(drawWorkflow(picture, 'a', 'b')).toContain('flow-dated');
});

import { type Issue, issue } from '../../issues/index.ts';
import type { Campaign, CompiledEntry } from '../../workflow/index.ts';

/** Entries whose cases wait for one another: told once for each ring, at the first wait of it. */
export function checkWaits({ entries }: Campaign): Issue[] {
  const issues: Issue[] = [];
  const told = new Set<string>();
  function walk(id: string, path: readonly string[]): void {
    const back = path.indexOf(id);
    if (back >= 0) {
      const ring = path.slice(back);
      if (ring.some((one) => told.has(one))) return;
      for (const one of ring) told.add(one);
      const { workflow } = entries[id]!;
      const step = waitsOf(entries[id]!).find(({ other }) => other === (ring[1] ?? id))!;
      issues.push(
        issue('workflow.wait.cycle', { source: workflow.source, pointer: step.pointer }, { entries: ring }),
      );
      return;
    }
    for (const { other } of entries[id] ? waitsOf(entries[id]) : []) walk(other, [...path, id]);
  }
  for (const id of Object.keys(entries)) if (!told.has(id)) walk(id, []);
  return issues;
}

function waitsOf({ workflow }: CompiledEntry): { other: string; pointer: string }[] {
  return workflow.steps.flatMap(({ definition, pointer }) =>
    definition.kind === 'wait' && definition.for !== undefined
      ? [{ other: definition.for, pointer: `${pointer}/for` }]
      : [],
  );
}

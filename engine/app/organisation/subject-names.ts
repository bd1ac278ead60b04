import { sensitivities } from '../../forms/index.ts';
import type { Case } from '../../model/case.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { fillsNow, seesUpTo, type Viewer } from '../access.ts';
import type { Shown } from '../lines.ts';
import type { Ports } from '../ports.ts';
import type { CaseLine } from '../views.ts';
import { currentSubjects } from './current-subjects.ts';

/**
 * Lines with the names of what their cases are about. A name is personal data: it is shown to whoever fills the case
 * or may see personal answers of it; a collective's to whoever sees the case at all.
 */
export async function withSubjects<Line extends CaseLine>(
  ports: Ports,
  viewer: Viewer,
  lines: readonly { line: Line; row: Shown; campaign: Campaign }[],
): Promise<Line[]> {
  const uids = new Set(lines.flatMap(({ row, campaign }) => namedTo(viewer, row, campaign) ?? []));
  if (uids.size === 0) return lines.map(({ line }) => line);
  const subjects = await currentSubjects(ports, [...uids]);
  return lines.map(({ line, row }) => {
    const name = subjects.get(row.subject ?? '')?.name;
    return name ? { ...line, subject: name } : line;
  });
}

function namedTo(viewer: Viewer, row: Shown, campaign: Campaign): string | undefined {
  if (row.subject === undefined) return undefined;
  if (fillsNow(campaign, row as Pick<Case, 'entry' | 'steps' | 'tasks'>, viewer)) return row.subject;
  const upTo = seesUpTo(campaign, row, viewer);
  if (upTo === null) return undefined;
  const collective = campaign.entries[row.entry]?.definition.subject === 'collective';
  const enough = sensitivities.indexOf(upTo) >= sensitivities.indexOf('personal');
  return collective || enough ? row.subject : undefined;
}

import type { OpenCommand } from '../model/command.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { caseIdOf } from '../workflow/index.ts';

/** The command that opens the first case of an entry for a unit or subject in a period, and the case's id. */
export function openCommand(
  campaign: Campaign,
  { entry, period }: { entry: string; period: string },
  { unit, subject }: { unit: string; subject?: string },
): { id: string; command: OpenCommand } {
  const id = caseIdOf(campaign.id, entry, subject ?? unit, period);
  return {
    id,
    command: {
      type: 'open',
      key: `open:${id}`,
      entry,
      period,
      unit,
      attempt: 1,
      ...(subject ? { subject } : {}),
    },
  };
}

import type { CaseState, DossierLine } from '../../model/case.ts';
import { applier, everything } from './applier.ts';

/** A case came into being; it stands nowhere yet. */
export type OpenedData = {
  case: string;
  campaign: string;
  entry: string;
  group?: string;
  phase?: string;
  period: string;
  subject?: string;
  unit: { uid: string; nameThen: string; routedTo?: string };
  /** On a dossier: the cases it holds. */
  lines?: DossierLine[];
};

export const opened = applier<OpenedData>('opened', everything, (state, data, { version }): CaseState => {
  const { case: id, campaign, entry, group, phase, period, subject, unit, lines } = data;
  return {
    ...state,
    _id: id,
    campaign,
    version,
    entry,
    ...(group === undefined ? {} : { group }),
    ...(phase === undefined ? {} : { phase }),
    period,
    ...(subject === undefined ? {} : { subject }),
    unit,
    ...(lines === undefined ? {} : { lines }),
  };
});

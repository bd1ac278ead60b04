import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../engine/model/case.ts';
import type { SealedEvent } from '../../engine/model/event.ts';
import type { JsonValue } from '../../engine/model/json.ts';
import type { CampaignRecordState, RecordEventType } from '../../engine/model/record.ts';
import { fold, foldRecord, verifyChain } from '../../engine/workflow/index.ts';

type Recorded =
  | { kind: 'case'; record: string; events: SealedEvent[]; state: CaseState }
  | { kind: 'campaign'; record: string; events: SealedEvent<RecordEventType>[]; state: CampaignRecordState };

const hash = {
  text: (value: string): string => createHash('sha256').update(value).digest('hex'),
  json: (value: JsonValue): string => createHash('sha256').update(canonicalize(value)!).digest('hex'),
};

const here = new URL('./', import.meta.url);
const releases = readdirSync(here, { withFileTypes: true }).filter((one) => one.isDirectory());
const recorded = releases.flatMap(({ name: release }) =>
  readdirSync(new URL(`${release}/`, here)).map(
    (file) =>
      [
        `${release}/${file}`,
        JSON.parse(readFileSync(new URL(`${release}/${file}`, here), 'utf8')) as Recorded,
      ] as const,
  ),
);

describe('histories of earlier builds', () => {
  it('are there', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(6);
  });

  it.each(recorded)('%s folds to its state, and its chain holds', (_, one) => {
    const state = one.kind === 'case' ? fold(one.events) : foldRecord(one.events);
    expect(state).toStrictEqual(one.state);
    expect(verifyChain(one.record, one.events, hash)).toEqual({ ok: true, events: one.events.length });
  });
});

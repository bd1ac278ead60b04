import { beforeAll, describe, expect, it } from 'vitest';
import { zipCampaign } from '../../../../engine/adapters/files/zip-campaign.ts';
import type { MemoryComposition } from '../../../compose-memory.ts';
import { readFixture } from '../../compile/campaign-fixture.ts';
import { openTown } from '../town.ts';

let town: MemoryComposition;
beforeAll(async () => {
  town = await openTown();
});

const zip = zipCampaign(readFixture('minimal').files);

describe('campaigns as zips', () => {
  it.each(['leader-1', 'head', 'outsider'])('%s may neither take one out nor bring one in', async (login) => {
    const { archives } = town.app;
    const somebody = await town.account(login);
    expect(await archives.export(somebody, 'minimal')).toBeNull();
    for (const outcome of [
      await archives.read(somebody, zip),
      await archives.keep(somebody, zip, 'vi'),
      await archives.publish(somebody, readFixture('minimal').files),
    ])
      expect(outcome.issues.map((one) => one.code)).toEqual(['app.request.forbidden']);
    expect(await town.ports.files.ofCase(`campaign-import:${login}`)).toEqual([]);
  });

  it('nor may an administrator who was disabled', async () => {
    const disabled = { ...(await town.account('admin')), disabled: true as const };
    expect(await town.app.archives.export(disabled, 'minimal')).toBeNull();
    expect((await town.app.archives.read(disabled, zip)).ok).toBe(false);
  });

  it('a version is named by its number, its hash or the first twelve signs of it', async () => {
    const { archives } = town.app;
    const admin = await town.account('admin');
    const { version } = (await archives.export(admin, 'minimal'))!;
    for (const named of ['1', version, version.slice(0, 12), version.toUpperCase()])
      expect((await archives.export(admin, 'minimal', named))?.version, named).toBe(version);
    for (const named of ['', '2', '01', version.slice(0, 11), `${version}0`, 'x'.repeat(64)])
      expect(await archives.export(admin, 'minimal', named), named).toBeNull();
  });

  it('the log says who, what and which version', async () => {
    const admin = await town.account('admin');
    await town.app.archives.publish(admin, readFixture('minimal').files);
    const [entry] = (await town.ports.accounts.auditLog(null, 100)).filter(
      (one) => one.act === 'campaign.import',
    );
    expect(entry).toMatchObject({ actor: 'admin', subject: 'minimal' });
    expect(entry!.details['version']).toMatch(/^1 \([0-9a-f]{12}\)$/);
  });
});

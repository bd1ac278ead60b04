import { type FileKind, fileKinds, maySee, sensitivities } from '../forms/index.ts';
import { failure, issue, type Result, success } from '../issues/index.ts';
import type { FileAnswer } from '../model/answers.ts';
import type { Sensitivity } from '../model/generated/definitions.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { entersNow, fillsNow, seesUpTo, type Viewer } from './access.ts';
import type { Campaigns } from './campaigns.ts';
import { fileSignatures } from './file-signatures.ts';
import type { Ports } from './ports.ts';

/** Files of cases: kept after a look at their first bytes, given to those who may see a case that names them. */
export interface Files {
  /** Stores a file for a field of a case the person is filling. */
  add(
    viewer: Viewer,
    caseId: string,
    field: string,
    file: { name: string; bytes: Uint8Array },
  ): Promise<Result<FileAnswer>>;
  /** Null when it is not there or not theirs to see. */
  read(viewer: Viewer, id: string): Promise<{ name: string; type: string; bytes: Uint8Array } | null>;
}

const defaultMegabytes = 10;
const defaultKinds: FileKind[] = ['pdf', 'jpeg', 'png'];

/** Makes the file use cases. */
export function createFiles(ports: Ports, campaigns: Campaigns): Files {
  return {
    async add(viewer, caseId, field, file) {
      const current = await ports.cases.load(caseId);
      const place = { source: 'answers', pointer: `/${field}` };
      const campaign = current ? await campaigns.get(current.campaign, current.version) : null;
      const task =
        current && campaign && (fillsNow(campaign, current, viewer) ?? entersNow(campaign, current, viewer));
      if (!current || !campaign || !task)
        return failure([issue('app.case.unknown', place, { case: caseId })]);
      const definition = campaign.entries[current.entry]?.form.byId[field]?.definition;
      if (definition?.type !== 'file') return failure([issue('app.request.forbidden', place)]);
      const name =
        file.name
          .normalize('NFC')
          .replace(/[\p{Cc}/\\]/gu, '')
          .slice(-120) || 'tep';
      const megabytes = definition.maxSizeMb ?? defaultMegabytes;
      if (file.bytes.length === 0) return failure([issue('app.file.empty', place, { name })]);
      if (file.bytes.length > megabytes * 1_048_576)
        return failure([issue('app.file.too_large', place, { name, maxMb: megabytes })]);
      const accepted = definition.accept ?? defaultKinds;
      const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
      const kind = accepted.find((one) => fileKinds[one].extensions.includes(ending));
      if (!kind) {
        const accept = accepted.flatMap((one) => fileKinds[one].extensions);
        return failure([issue('app.file.type', place, { name, accept })]);
      }
      if (!fileSignatures[kind](file.bytes)) return failure([issue('app.file.content', place, { name })]);
      const stored = await ports.files.put(
        {
          id: ports.ids.id(),
          name,
          type: fileKinds[kind].type,
          uploadedBy: viewer.account._id,
          uploadedAt: ports.time.now(),
          case: caseId,
        },
        file.bytes,
      );
      const { id, size, type, digest } = stored;
      return success({ id, name, size, type, digest });
    },
    async read(viewer, id) {
      const meta = await ports.files.meta(id);
      const current = meta ? await ports.cases.load(meta.case) : null;
      if (!meta || !current) return null;
      const campaign = await campaigns.get(current.campaign, current.version);
      const named = current.history.some((event) => event.files?.includes(id));
      // Before it is sent, a file belongs to whoever is filling the case.
      const filling =
        fillsNow(campaign, current, viewer) !== undefined ||
        (meta.uploadedBy === viewer.account._id && entersNow(campaign, current, viewer) !== undefined);
      const upTo = seesUpTo(campaign, current, viewer);
      const level = fileSensitivity(campaign, current.entry);
      if (!(filling || (named && upTo !== null && maySee(upTo, level)))) return null;
      const bytes = await ports.files.read(id);
      return bytes ? { name: meta.name, type: meta.type, bytes } : null;
    },
  };
}

/** The highest sensitivity among the entry's file fields: an event names files, not the field of each. */
function fileSensitivity(campaign: Campaign, entry: string): Sensitivity {
  const levels = (campaign.entries[entry]?.form.fields ?? [])
    .filter((field) => field.type === 'file')
    .map((field) => sensitivities.indexOf(field.sensitivity));
  return sensitivities[Math.max(0, ...levels)]!;
}

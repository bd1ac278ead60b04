import type { DefinitionDraft } from '../../model/definition-draft.ts';
import type { DefinitionDraftStore } from '../../ports/index.ts';
import { isDuplicate } from './duplicate.ts';
import type { Models, Stored } from './models/models.ts';

/** Drafts of campaigns. Files are kept as pairs and edits as text: their names may hold dots and slashes. */
export function createDefinitionDraftStore({ definitionDrafts }: Models): DefinitionDraftStore {
  const toDraft = ({ files, edits, undone, ...one }: Stored) =>
    ({
      ...one,
      files: Object.fromEntries((files as { path: string; text: string }[]).map((f) => [f.path, f.text])),
      edits: JSON.parse(edits as string) as unknown,
      undone: JSON.parse(undone as string) as unknown,
    }) as unknown as DefinitionDraft;

  return {
    async load(campaign) {
      const found = await definitionDrafts.findById(campaign).lean();
      return found ? toDraft(found) : null;
    },
    async list() {
      const found = await definitionDrafts
        .find({}, { files: 0, edits: 0, undone: 0 })
        .sort({ _id: 1 })
        .lean();
      return found as unknown as Awaited<ReturnType<DefinitionDraftStore['list']>>;
    },
    async save({ _id, files, edits, undone, ...rest }, expected) {
      const stored = {
        ...rest,
        files: Object.entries(files).map(([path, text]) => ({ path, text })),
        edits: JSON.stringify(edits),
        undone: JSON.stringify(undone),
      };
      if (expected === 0) {
        try {
          await definitionDrafts.collection.insertOne({ _id, ...stored } as never);
          return 'saved';
        } catch (error) {
          if (isDuplicate(error)) return 'lost';
          throw error;
        }
      }
      const { matchedCount } = await definitionDrafts.replaceOne(
        { _id, revision: expected },
        stored as never,
      );
      return matchedCount === 1 ? 'saved' : 'lost';
    },
    async remove(campaign, expected) {
      const { deletedCount } = await definitionDrafts.deleteOne({ _id: campaign, revision: expected });
      return deletedCount === 1 ? 'removed' : 'lost';
    },
  };
}

import type { DefinitionDraft } from '../../model/definition-draft.ts';
import type { DefinitionDraftStore } from '../../ports/index.ts';

/** Drafts of campaigns, in memory. */
export function memoryDefinitionDrafts(): DefinitionDraftStore {
  const drafts = new Map<string, DefinitionDraft>();
  return {
    load: async (campaign) => drafts.get(campaign) ?? null,
    list: async () =>
      [...drafts.values()]
        .sort((a, b) => (a._id < b._id ? -1 : 1))
        .map(({ files: _, edits: __, undone: ___, ...rest }) => rest),
    async save(draft, expected) {
      if ((drafts.get(draft._id)?.revision ?? 0) !== expected) return 'lost';
      drafts.set(draft._id, draft);
      return 'saved';
    },
    async remove(campaign, expected) {
      if (drafts.get(campaign)?.revision !== expected) return 'lost';
      drafts.delete(campaign);
      return 'removed';
    },
  };
}

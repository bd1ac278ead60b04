import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `campaign`: what a campaign as a whole should have. */
export const campaign = {
  'campaign.part.missing': {
    severity: 'warning',
    vi: 'Phong trào chưa nêu phần “{part:part}” ({basis}). Hãy bổ sung vào “{key}”.',
    en: 'The campaign does not state its “{part:part}” ({basis}). Add it to “{key}”.',
  },
  'campaign.entries.none': {
    severity: 'warning',
    vi: 'Phong trào chưa có nội dung nào phải nộp. Hãy thêm vào “entries” của phong trào hoặc của một nhóm.',
    en: 'The campaign has no entries yet. Add some to “entries” of the campaign or of a group.',
  },
} as const satisfies Record<string, CatalogueEntry>;

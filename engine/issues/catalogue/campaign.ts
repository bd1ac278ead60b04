import type { CatalogueEntry } from './entry.ts';

/** Codes of the area `campaign`: what a campaign as a whole should have. */
export const campaign = {
  'campaign.part.missing': {
    severity: 'warning',
    vi: 'Phong trào chưa nêu phần “{part:part}” ({basis}). Hãy bổ sung vào “{key}”.',
    en: 'The campaign does not state its “{part:part}” ({basis}). Add it to “{key}”.',
  },
  'campaign.numbering.no_seq': {
    severity: 'error',
    vi: 'Cách ghi số “{pattern}” thiếu “{part}” nên mọi văn bản mang cùng một số. Hãy thêm vào, ví dụ “{example}”.',
    en: 'The pattern “{pattern}” lacks “{part}”, so every document would have the same number. Add it, as in “{example}”.',
  },
  'campaign.numbering.unknown_part': {
    severity: 'error',
    vi: 'Cách ghi số không có phần “{part}”. Các phần: {known}.',
    en: 'A pattern has no part “{part}”. Its parts: {known}.',
  },
  'campaign.entries.none': {
    severity: 'warning',
    vi: 'Phong trào chưa có nội dung nào phải nộp. Hãy thêm vào “entries” của phong trào hoặc của một nhóm.',
    en: 'The campaign has no entries yet. Add some to “entries” of the campaign or of a group.',
  },
} as const satisfies Record<string, CatalogueEntry>;

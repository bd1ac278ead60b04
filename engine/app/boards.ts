import type { Language } from '../issues/index.ts';
import type { Viewer } from './access.ts';
import type { BoardView, CampaignLine } from './views.ts';

/** The officer's side: who has not submitted; and campaigns as the administrator sees them. */
export interface Boards {
  /** Null when nothing of the campaign is theirs to see. */
  board(
    viewer: Viewer,
    campaign: string,
    asked: { period?: string; unit?: string },
    language: Language,
  ): Promise<BoardView | null>;
  /** Campaigns whose board this person may open. */
  campaignsOf(viewer: Viewer, language: Language): Promise<{ id: string; title: string }[]>;
  /** Published campaigns with versions, what they say, and the result of checking. */
  campaigns(language: Language): Promise<CampaignLine[]>;
}

import { dayOf, yearOf } from '../calendar/index.ts';
import type { Language } from '../issues/index.ts';
import type { Numbering } from '../model/generated/definitions.ts';
import type { Reservation, ReservationState } from '../model/reservation.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { caseCode, numbersOf, shownDay, writtenNumber } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { DirectoryCache } from './directory.ts';
import type { Ports } from './ports.ts';
import type { VoidReason } from './reservations.ts';
import { said } from './texts.ts';
import type { RegisterLine, RegistersView, StateView } from './views.ts';

/** The registers of a campaign, for whoever has to account for every number. */
export interface Registers {
  /** Those of a year, this one unless told; `only` is one register's key, from a place on. Null for no such campaign. */
  of(
    campaignId: string,
    asked: { year?: string; only?: string; after?: number },
    language: Language,
  ): Promise<RegistersView | null>;
}

const page = 200;

const words: Readonly<Record<ReservationState, Record<Language, string>>> = {
  used: { vi: 'Đã cấp', en: 'Given' },
  held: { vi: 'Đang ký', en: 'Being signed' },
  void: { vi: 'Bỏ', en: 'Void' },
  free: { vi: 'Còn trống', en: 'Free' },
};

const tones: Readonly<Record<ReservationState, StateView['tone']>> = {
  used: 'done',
  held: 'soon',
  void: 'paused',
  free: 'neutral',
};

const reasons: Readonly<Record<VoidReason, Record<Language, string>>> = {
  undone: { vi: 'Người ký đã hoàn tác.', en: 'The signature was taken back.' },
  unused: {
    vi: 'Số đã lấy nhưng quyết định không được ghi.',
    en: 'The number was taken, but no decision was stored.',
  },
};

/** Makes what shows registers. */
export function createRegisters(ports: Ports, campaigns: Campaigns, directory: DirectoryCache): Registers {
  async function linesOf(
    register: Numbering,
    unitCode: string,
    year: string,
    given: Reservation[],
    campaign: Campaign,
    language: Language,
  ): Promise<RegisterLine[]> {
    const cases = await ports.cases.loadMany([...new Set(given.map((one) => one.case))]);
    const byId = new Map(cases.map((one) => [one._id, one]));
    return given.map(({ _id, case: id, state, reason, at }) => {
      const current = byId.get(id);
      const document = current?.documents?.find(({ key }) => key === _id);
      return {
        number: document?.number ?? writtenNumber(register, _id, unitCode, `${year}-01-01`),
        date: shownDay(document?.date ?? dayOf(at, campaign.timezone)),
        word: words[state][language],
        tone: tones[state],
        ...(reason === undefined ? {} : { reason: reasons[reason as VoidReason]?.[language] ?? reason }),
        ...(current
          ? { case: { href: `/ho-so/${id}`, code: caseCode(id), unit: current.unit.nameThen } }
          : {}),
      };
    });
  }

  return {
    async of(campaignId, { year: askedYear, only, after = 0 }, language) {
      const campaign = await campaigns.latest(campaignId);
      if (!campaign) return null;
      const today = dayOf(ports.time.now(), campaign.timezone);
      const first = yearOf(campaign.opens);
      const last = Math.max(yearOf(campaign.closes), Math.min(yearOf(today), yearOf(campaign.closes) + 2));
      const years = Array.from({ length: last - first + 1 }, (_, n) => String(first + n));
      const usual = years.includes(today.slice(0, 4)) ? today.slice(0, 4) : years[0]!;
      const year = askedYear !== undefined && years.includes(askedYear) ? askedYear : usual;
      const { organisations } = await directory.current();
      const units = organisations.find(({ id }) => id === campaign.organisation)?.units ?? [];
      const registers: RegistersView['registers'] = [];
      for (const register of campaign.definition.numberings ?? []) {
        // A register without a body of its own is one for every unit that has signed.
        const places = register.body === undefined ? units : [undefined];
        for (const unit of places) {
          const { prefix } = numbersOf(campaign, register, unit?.uid, `${year}-01-01`);
          if (only !== undefined && only !== prefix) continue;
          const given = await ports.reservations.inRange(prefix, after, page);
          if (given.length === 0 && unit) continue;
          const lines = await linesOf(register, unit?.code ?? '', year, given, campaign, language);
          registers.push({
            title: said(register.title, language),
            pattern: register.pattern,
            ...(unit ? { unit: unit.name } : {}),
            lines,
            ...(given.length === page
              ? { more: `?nam=${year}&so=${encodeURIComponent(prefix)}&sau=${given.at(-1)!.seq}` }
              : {}),
          });
        }
      }
      return {
        campaign: campaign.id,
        title: said(campaign.title, language),
        years: years.map((one) => ({ year: one, href: `?nam=${one}`, current: one === year })),
        registers,
      };
    },
  };
}

import { dayOf, yearOf } from '../calendar/index.ts';
import { failure, type IssueCode, issue, type Language, type Result, success } from '../issues/index.ts';
import type { Account } from '../model/account.ts';
import type { Numbering } from '../model/generated/definitions.ts';
import type { Reservation, ReservationRange, ReservationState } from '../model/reservation.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { caseCode, numbersOf, shownDay, writtenNumber } from '../workflow/index.ts';
import type { Campaigns } from './campaigns.ts';
import type { DirectoryCache } from './directory.ts';
import type { Ports } from './ports.ts';
import type { Reservations, Touch, VoidReason } from './reservations.ts';
import { said, shownInstant } from './texts.ts';
import type { RegisterLine, RegistersView, StateView } from './views.ts';

/** The registers of a campaign, for whoever has to account for every number. */
export interface Registers {
  /** Those of a year, this one unless told; `only` is one register's key, from a place on. Null for no such campaign. */
  of(
    campaignId: string,
    asked: { year?: string; only?: string; after?: number; state?: ReservationState },
    language: Language,
  ): Promise<RegistersView | null>;
  /**
   * Makes a number void by hand, with why: one that is held and will never be used, or the next one, which was given
   * on paper. For administrators.
   */
  makeVoid(by: Account, campaignId: string, key: string, note: string): Promise<Result<string>>;
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
  byHand: { vi: 'Bỏ bằng tay.', en: 'Made void by hand.' },
};

/** The states a register can be looked through by. */
const tabs: readonly ReservationState[] = ['used', 'held', 'void'];
/** The longest reason for a void number. */
const longestNote = 500;

/** Makes what shows registers. */
export function createRegisters(
  ports: Ports,
  campaigns: Campaigns,
  directory: DirectoryCache,
  reservations: Reservations,
  touch: Touch,
): Registers {
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
    const { names } = await directory.current();
    return given.map(({ _id, case: id, state, reason, by, note, at }) => {
      const current = byId.get(id);
      const document = current?.documents?.find(({ key }) => key === _id);
      const who = by ?? document?.actor;
      return {
        number: document?.number ?? writtenNumber(register, _id, unitCode, `${year}-01-01`),
        date: shownDay(document?.date ?? dayOf(at, campaign.timezone)),
        word: words[state][language],
        tone: tones[state],
        ...(reason === undefined
          ? {}
          : { reason: [reasons[reason as VoidReason]?.[language] ?? reason, note ?? ''].join(' ').trim() }),
        ...(who === undefined ? {} : { by: names[who] ?? who }),
        at: shownInstant(document?.at ?? at, campaign.timezone),
        ...(state === 'held' ? { held: _id } : {}),
        ...(current
          ? { case: { href: `/ho-so/${id}`, code: caseCode(id), unit: current.unit.nameThen } }
          : {}),
      };
    });
  }

  /** The numbers of a campaign's register by their prefix, in any of its years; undefined for any other. */
  async function rangeUnder(campaign: Campaign, prefix: string): Promise<ReservationRange | undefined> {
    const year = prefix.split('/').at(-2) ?? '';
    if (!/^\d{4}$/.test(year)) return undefined;
    const { organisations } = await directory.current();
    const units = organisations.find(({ id }) => id === campaign.organisation)?.units ?? [];
    return (campaign.definition.numberings ?? [])
      .flatMap((register) =>
        (register.body === undefined ? [undefined, ...units] : [undefined]).map((unit) =>
          numbersOf(campaign, register, unit?.uid, `${year}-01-01`),
        ),
      )
      .find((range) => range.prefix === prefix);
  }

  return {
    async of(campaignId, { year: askedYear, only, after = 0, state }, language) {
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
          const range = numbersOf(campaign, register, unit?.uid, `${year}-01-01`);
          const { prefix } = range;
          if (only !== undefined && only !== prefix) continue;
          const given = await ports.reservations.inRange(prefix, after, page, state);
          const next = await ports.reservations.peekFirst(range);
          if (given.length === 0 && unit && next === range.from) continue;
          const code = unit?.code ?? '';
          const lines = await linesOf(register, code, year, given, campaign, language);
          registers.push({
            title: said(register.title, language),
            pattern: register.pattern,
            ...(unit ? { unit: unit.name } : {}),
            lines,
            ...(next === null || year !== today.slice(0, 4)
              ? {}
              : {
                  next: {
                    key: `${prefix}${next}`,
                    number: writtenNumber(register, `${prefix}${next}`, code, `${year}-01-01`),
                  },
                }),
            ...(given.length === page
              ? { more: `${asking(year, state)}&so=${encodeURIComponent(prefix)}&sau=${given.at(-1)!.seq}` }
              : {}),
          });
        }
      }
      return {
        campaign: campaign.id,
        title: said(campaign.title, language),
        years: years.map((one) => ({ year: one, href: asking(one, state), current: one === year })),
        states: [undefined, ...tabs].map((one) => ({
          word: one === undefined ? { vi: 'Mọi số', en: 'All' }[language] : words[one][language],
          href: asking(year, one),
          current: one === state,
        })),
        registers,
      };
    },

    async makeVoid(by, campaignId, key, note) {
      const refused = (code: IssueCode, pointer = '') =>
        failure<string>([issue(code, { source: 'request', pointer })]);
      const text = note.normalize('NFC').trim().slice(0, longestNote);
      const campaign = await campaigns.latest(campaignId);
      const cut = key.lastIndexOf('/') + 1;
      const prefix = key.slice(0, cut);
      const seq = Number(key.slice(cut));
      const range = campaign && by.administrator ? await rangeUnder(campaign, prefix) : undefined;
      if (!range || !Number.isSafeInteger(seq)) return refused('app.number.unknown');
      if (text === '') return refused('app.number.note_missing', '/note');
      const why = { by: by._id, note: text };
      const became = await reservations.voidHeld(key, why, touch);
      if (became === 'voided') return success(key);
      if (became === 'busy')
        return failure([issue('app.case.busy', { source: 'request', pointer: '' }, { case: '' })]);
      if (became !== 'unknown') return refused(became === 'used' ? 'app.number.used' : 'app.number.void');
      // Only the very next one: what lies further ahead would leave numbers behind that nobody is given.
      const isNext = (await ports.reservations.peekFirst(range)) === seq;
      const skipped = isNext && (await reservations.skip(prefix, seq, why));
      return skipped ? success(key) : refused('app.number.taken');
    },
  };
}

function asking(year: string, state: ReservationState | undefined): string {
  return `?nam=${year}${state === undefined ? '' : `&tt=${state}`}`;
}

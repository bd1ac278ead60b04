import { addDays, compileCalendar, isDay, isTimezone, weekday, yearOf } from '../../calendar/index.ts';
import { type Issue, issue, type Place } from '../../issues/index.ts';
import type { Anchor, CampaignFile, RelativeDate } from '../../model/generated/definitions.ts';
import type { Day } from '../../model/time.ts';
import type { Linked } from '../link.ts';
import { type FileKind, walk } from '../shape.ts';

/**
 * What is wrong with the days of a campaign: spans the wrong way round, phases that overlap or lie outside,
 * gaps between them, milestones outside, moments that are incomplete or counted from something that has no
 * meaning there, fixed deadlines on days off, years the calendar does not hold.
 */
export function checkTime(linked: Linked): Issue[] {
  const { campaign } = linked;
  if (!campaign) return [];
  return [
    ...zoneIssues(campaign, linked),
    ...phaseIssues(campaign),
    ...legalBasisIssues(campaign),
    ...milestoneIssues(campaign),
    ...momentIssues(linked),
    ...yearIssues(campaign, linked),
  ];
}

const source = 'campaign.json';

function zoneIssues(campaign: CampaignFile, { calendar }: Linked): Issue[] {
  const place = { source, pointer: '/timezone' };
  const zone = campaign.timezone;
  if (!isTimezone(zone)) return [issue('time.zone.unknown', place, { zone })];
  if (!calendar || calendar.timezone === zone) return [];
  return [
    issue('time.zone.differs', place, {
      zone,
      calendar: calendar.id,
      revision: calendar.revision,
      other: calendar.timezone,
    }),
  ];
}

function phaseIssues(campaign: CampaignFile): Issue[] {
  const { opens, closes, phases } = campaign;
  if (closes < opens) return [reversed({ source, pointer: '/closes' }, opens, closes)];
  const issues: Issue[] = [];
  const ordered: { id: string; opens: Day; closes: Day; pointer: string }[] = [];
  for (const [index, phase] of phases.entries()) {
    const pointer = `/phases/${index}`;
    if (phase.closes < phase.opens) {
      issues.push(reversed({ source, pointer: `${pointer}/closes` }, phase.opens, phase.closes));
      continue;
    }
    if (phase.opens < opens || phase.closes > closes)
      issues.push(
        issue(
          'time.phase.outside',
          { source, pointer },
          { phase: phase.id, from: phase.opens, to: phase.closes, opens, closes },
        ),
      );
    ordered.push({ id: phase.id, opens: phase.opens, closes: phase.closes, pointer });
  }
  ordered.sort((a, b) => (a.opens < b.opens ? -1 : 1));
  // A phase the wrong way round may cover any of the days between.
  if (issues.length > 0 && ordered.length < phases.length) return issues;
  let covered = addDays(opens, -1);
  let last: (typeof ordered)[number] | undefined;
  for (const phase of ordered) {
    if (last && phase.opens <= last.closes)
      issues.push(
        issue(
          'time.phase.overlap',
          { source, pointer: phase.pointer },
          { phase: phase.id, from: phase.opens, other: last.id, to: last.closes },
          [{ source, pointer: last.pointer, role: 'other' }],
        ),
      );
    if (phase.opens > addDays(covered, 1)) issues.push(gap(addDays(covered, 1), addDays(phase.opens, -1)));
    if (phase.closes > covered) covered = phase.closes;
    if (!last || phase.closes > last.closes) last = phase;
  }
  if (ordered.length > 0 && covered < closes) issues.push(gap(addDays(covered, 1), closes));
  return issues;
}

function gap(from: Day, to: Day): Issue {
  return issue('time.phase.gap', { source, pointer: '/phases' }, { from, to });
}

function reversed(place: Place, from: Day, to: Day): Issue {
  return issue('time.span.reversed', place, { from, to });
}

function legalBasisIssues({ legalBases = [] }: CampaignFile): Issue[] {
  return legalBases.flatMap(({ from, to }, index) =>
    to !== undefined && to < from ? [reversed({ source, pointer: `/legalBases/${index}/to` }, from, to)] : [],
  );
}

function milestoneIssues({ milestones = [], opens, closes }: CampaignFile): Issue[] {
  if (closes < opens) return [];
  return milestones.flatMap(({ id, date: { date } }, index) =>
    date !== undefined && (date < opens || date > closes)
      ? [
          issue(
            'time.milestone.outside',
            { source, pointer: `/milestones/${index}/date` },
            { milestone: id, date, opens, closes },
          ),
        ]
      : [],
  );
}

/** The anchors that have a meaning for every part of a campaign, and those of its periods. */
const ofCampaign: readonly Anchor[] = ['campaignStart', 'campaignEnd'];
const ofPeriod: readonly Anchor[] = [
  'periodStart',
  'periodEnd',
  'phaseStart',
  'phaseEnd',
  'campaignStart',
  'campaignEnd',
];
const ofStep: readonly Anchor[] = [...ofPeriod, 'entered', 'due'];

/** Where moments stand: what they may be counted from, and whether somebody must do something by then. */
const moments: readonly { pattern: RegExp; anchors: readonly Anchor[]; deadline: boolean }[] = [
  { pattern: /^\/milestones\/\d+\/date$/, anchors: ofCampaign, deadline: false },
  { pattern: /^\/milestones\/\d+\/due$/, anchors: ofCampaign, deadline: true },
  { pattern: /^\/entries\/\d+\/(periods\/\d+\/)?opens$/, anchors: ofPeriod, deadline: false },
  { pattern: /^\/entries\/\d+\/(periods\/\d+\/)?closes$/, anchors: ofPeriod, deadline: true },
  { pattern: /^\/steps\/\d+\/deadline$/, anchors: ofStep, deadline: true },
  {
    pattern: /^\/steps\/\d+\/(reminders|escalations)\/\d+\/at$/,
    anchors: [...ofStep, 'due'],
    deadline: false,
  },
];

function momentIssues(linked: Linked): Issue[] {
  const issues: Issue[] = [];
  const look = (kind: FileKind, path: string, value: unknown) =>
    walk(kind, value as never, ({ pointer, value: moment, name }) => {
      if (name === 'common#relativeDate')
        issues.push(...momentIssue(moment as RelativeDate, { source: path, pointer }, linked));
      return undefined;
    });
  look('campaign', source, linked.campaign);
  for (const group of linked.groups) look('group', `groups/${group.id}.json`, group);
  for (const [id, workflow] of Object.entries(linked.workflows))
    look('workflow', `workflows/${id}.json`, workflow);
  return issues;
}

function momentIssue(moment: RelativeDate, place: Place, linked: Linked): Issue[] {
  const { date, offset, unit, after, before } = moment;
  const kind = moments.find(({ pattern }) => pattern.test(place.pointer));
  if (date !== undefined) {
    const other = (['offset', 'unit', 'after', 'before'] as const).find((key) => moment[key] !== undefined);
    if (other !== undefined)
      return [
        issue(
          'schema.key.apart',
          { ...place, pointer: `${place.pointer}/${other}` },
          { key: other, other: 'date' },
        ),
      ];
    return kind?.deadline && isDay(date) ? dayOff(date, place, linked) : [];
  }
  if (after !== undefined && before !== undefined)
    return [
      issue(
        'schema.key.apart',
        { ...place, pointer: `${place.pointer}/before` },
        { key: 'before', other: 'after' },
      ),
    ];
  const missing = [
    ...(offset === undefined ? ['offset'] : []),
    ...(unit === undefined ? ['unit'] : []),
    ...(after === undefined && before === undefined ? ['after'] : []),
  ];
  if (missing.length > 0) return [issue('time.moment.incomplete', place, { missing })];
  const anchor = (after ?? before)!;
  if (!kind || kind.anchors.includes(anchor)) return [];
  return [
    issue(
      'time.moment.no_anchor',
      { ...place, pointer: `${place.pointer}/${after === undefined ? 'before' : 'after'}` },
      { anchor, known: kind.anchors },
    ),
  ];
}

/** A fixed deadline on a day nobody works. A year that is not known is told once, for the campaign. */
function dayOff(date: Day, place: Place, { calendar }: Linked): Issue[] {
  if (!calendar) return [];
  const working = compileCalendar(calendar);
  if (working.isWorkingDay(date) !== false) return [];
  const name = working.named(date)?.day.name ?? weekend[weekday(date) - 6] ?? '';
  return [
    issue(
      'time.day.off',
      { ...place, pointer: `${place.pointer}/date` },
      { date, name, revision: calendar.revision },
    ),
  ];
}

const weekend = ['saturday', 'sunday'];

function yearIssues({ opens, closes }: CampaignFile, { calendar }: Linked): Issue[] {
  if (!calendar || closes < opens) return [];
  const known = Object.keys(calendar.years).sort();
  const issues: Issue[] = [];
  for (let year = yearOf(opens); year <= yearOf(closes); year += 1)
    if (!known.includes(String(year)))
      issues.push(
        issue(
          'time.year.missing',
          { source, pointer: '/calendar' },
          { calendar: calendar.id, revision: calendar.revision, year, known, opens, closes },
        ),
      );
  return issues;
}

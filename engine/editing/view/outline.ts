import type { Document } from '../../compile/read.ts';
import { shapeFor } from '../../compile/shape.ts';
import type { Issue, Language } from '../../issues/index.ts';
import type { Text } from '../../model/generated/definitions.ts';
import type { JsonValue } from '../../model/json.ts';
import { words } from '../generated/words.js';
import { type Contents, campaignOf, filesUnder, objectOf, objectsOf, said } from './contents.ts';
import type { Where } from './thing.ts';
import { titleOf } from './titles.ts';

/** One line of the outline of a campaign. */
export interface OutlineLine extends Where {
  title: string;
  /** Errors and warnings in it and below. */
  errors: number;
  warnings: number;
  /** Stands for the thing that is open, or lies above it. */
  open: boolean;
  /** It is the thing that is open. */
  current: boolean;
  lines: OutlineLine[];
}

/** A part of the outline: phases, forms, workflows ... */
export interface OutlineSection {
  id: string;
  title: string;
  lines: OutlineLine[];
  open: boolean;
}

const titles: Readonly<Record<string, Text>> = {
  campaign: { vi: 'Phong trào', en: 'Campaign' },
  general: { vi: 'Thông tin chung', en: 'In general' },
  phases: { vi: 'Các đợt', en: 'Phases' },
  milestones: { vi: 'Các mốc', en: 'Milestones' },
  groups: { vi: 'Nhóm nội dung và báo cáo phải nộp', en: 'Contest groups and what is owed' },
  forms: { vi: 'Biểu mẫu', en: 'Forms' },
  workflows: { vi: 'Quy trình', en: 'Workflows' },
  lists: { vi: 'Danh mục lựa chọn', en: 'Lists of choices' },
  notifications: { vi: 'Thông báo', en: 'Notifications' },
  documents: { vi: 'Lời văn bản in', en: 'Texts of papers' },
  access: { vi: 'Ai xem được gì', en: 'Who sees what' },
};

/** Where the members of a campaign stand, in the order people think of them. */
export function outlineOf(
  contents: Contents,
  issues: readonly Issue[],
  current: Where,
  language: Language,
): OutlineSection[] {
  const line = (
    file: string,
    pointer: string,
    title: string,
    below: OutlineLine[] = [],
    counting: (one: Issue) => boolean = (one) => one.source === file && isWithin(one.pointer, pointer),
  ): OutlineLine => ({
    file,
    pointer,
    title,
    errors: issues.filter((one) => one.severity === 'error' && counting(one)).length,
    warnings: issues.filter((one) => one.severity === 'warning' && counting(one)).length,
    open: current.file === file && isWithin(current.pointer, pointer),
    current: current.file === file && current.pointer === pointer,
    lines: below,
  });
  const members = (file: string, pointer: string, listed: JsonValue | undefined, items: string) =>
    (Array.isArray(listed) ? listed : []).map((value, index) => {
      const { name } = shapeFor({ $ref: items }, value);
      return line(file, `${pointer}/${index}`, titleOf(value, words[name ?? items]?.title, language));
    });
  /** A file with its members, which are listed only where the file is open: an outline of everything is long. */
  const files = (folder: string, list: string, items: string) =>
    filesUnder(contents, folder).map(({ path, value, id }) => {
      const file = objectOf(value);
      const below = path === current.file ? members(path, `/${list}`, file[list], items) : [];
      return line(path, '', titleOf(file['title'] === undefined ? id : file, undefined, language), below);
    });
  const section = (id: string, lines: OutlineLine[]): OutlineSection => ({
    id,
    title: titles[id]![language] ?? '',
    lines,
    open: lines.some((one) => one.open),
  });

  const campaign = campaignOf(contents);
  const own = 'campaign.json';
  const listed = ['phases', 'milestones', 'access', 'entries'];
  const general = line(own, '', titles['general']![language] ?? '', [], (one) => {
    const [, first = ''] = one.pointer.split('/');
    return one.source === own && !listed.includes(first);
  });
  const notifications = objectOf(contents.documents.get('notifications.json')?.value)['notifications'];
  return [
    section('campaign', [{ ...general, open: general.current }]),
    section('phases', members(own, '/phases', campaign['phases'], 'campaign#phase')),
    section('milestones', members(own, '/milestones', campaign['milestones'], 'campaign#milestone')),
    section('groups', [
      ...groupsInOrder(contents).map(({ path, value }) => {
        const group = objectOf(value);
        return line(
          path,
          '',
          titleOf(group, undefined, language),
          members(path, '/entries', group['entries'], 'common#entry'),
        );
      }),
      ...members(own, '/entries', campaign['entries'], 'common#entry'),
    ]),
    section('forms', files('forms', 'fields', 'form#field')),
    section('workflows', files('workflows', 'steps', 'workflow#step')),
    section('lists', files('lists', 'choices', 'common#choice')),
    section(
      'notifications',
      members('notifications.json', '/notifications', notifications, 'notification#notification'),
    ),
    section(
      'documents',
      Object.keys(contents.files)
        .filter((path) => path.startsWith('documents/'))
        .sort()
        .map((path) => line(path, '', paperTitle(contents, path, language))),
    ),
    section('access', members(own, '/access', campaign['access'], 'common#access')),
  ];
}

/** What a paper is called where a step prints it, with the file's name: several may be called alike. */
export function paperTitle(contents: Contents, path: string, language: Language): string {
  const name = path.slice('documents/'.length).replace(/\.hbs$/, '');
  for (const { value } of filesUnder(contents, 'workflows'))
    for (const step of objectsOf(objectOf(value)['steps'])) {
      const paper = objectOf(step['paper']);
      if (Object.values(objectOf(paper['template'])).includes(path))
        return `${said(paper['title'], language)} (${name})`;
    }
  return name;
}

/** The groups in the order the campaign names them; those it does not name come last. */
function groupsInOrder(contents: Contents): Document[] {
  const order = campaignOf(contents)['groups'];
  const named = Array.isArray(order) ? order : [];
  const rank = (id: string) => (named.includes(id) ? named.indexOf(id) : named.length);
  return filesUnder(contents, 'groups').sort((a, b) => rank(a.id) - rank(b.id));
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

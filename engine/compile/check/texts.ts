import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import { holdsPersonalData, type PersonalData } from '../../forms/personal-data.ts';
import { type Issue, issue, nearest } from '../../issues/index.ts';
import type { Notification, Text } from '../../model/generated/definitions.ts';
import type { Linked } from '../link.ts';

/** A place in a text: its line from 1, its column from 0. */
interface TextPlace {
  line: number;
  column: number;
}

/** The part of Handlebars' syntax tree that is looked at. */
export interface TextNode {
  type: string;
  loc: { start: TextPlace; end: TextPlace };
  value?: unknown;
  escaped?: boolean;
  path?: TextNode;
  name?: TextNode;
  original?: unknown;
  data?: boolean;
  depth?: number;
  parts?: readonly string[];
  params?: readonly TextNode[];
  hash?: { pairs: readonly { value: TextNode }[] };
  program?: { body: readonly TextNode[] };
  inverse?: { body: readonly TextNode[] };
}

/** The variables that texts of notifications may use; nothing personal is among them. */
export const messageVariables: Readonly<Record<string, Text>> = {
  'campaign.title': { vi: 'Tên phong trào', en: 'The campaign’s title' },
  'entry.title': { vi: 'Tên nội dung phải nộp', en: 'The entry’s title' },
  'period.title': { vi: 'Kỳ, ví dụ Tháng 1/2025', en: 'The period, such as Month 1/2025' },
  'unit.name': { vi: 'Tên đơn vị của hồ sơ', en: 'The name of the case’s unit' },
  'step.title': { vi: 'Tên bước mà hồ sơ đang chờ', en: 'The title of the step the case stands at' },
  due: {
    vi: 'Hạn của việc; trống khi không có hạn',
    en: 'When the task is due; empty when it has no deadline',
  },
  link: { vi: 'Đường dẫn mở hồ sơ', en: 'The way to the case' },
  'reminder.count': {
    vi: 'Số hồ sơ quá hạn mà lời nhắc nói đến; chỉ có ở thông báo của dịp “reminded”',
    en: 'How many late cases a reminder speaks of; only in notifications of the occasion “reminded”',
  },
};

/** Variables that only notifications of one occasion have. */
const ofOccasion: Readonly<Record<string, Notification['on']>> = { 'reminder.count': 'reminded' };

/** The helpers that texts may call. */
export const messageHelpers: readonly string[] = ['if', 'unless'];

/** First parts of names people try that would put something personal into a message. */
const personal: ReadonlySet<string> = new Set([
  'account',
  'actor',
  'answers',
  'assignee',
  'author',
  'comment',
  'person',
  'reason',
  'recipient',
  'remark',
  'remarks',
  'reviewer',
  'subject',
  'submitter',
  'user',
]);

/** Kinds of personal data looked for in what is written in a text itself. */
const avoided: readonly PersonalData[] = ['identityNumber', 'phone', 'personName', 'birthYear'];

/**
 * What is wrong with the titles and bodies of notifications: syntax, variables and helpers that do not exist,
 * values that would not be escaped, HTML, anything personal. Looked at on the syntax tree, so that what is
 * checked is what is rendered.
 */
export function checkTexts({ notifications, texts }: Linked): Issue[] {
  const issues = notifications.flatMap(titleIssues);
  for (const path of Object.keys(texts).sort()) {
    if (!path.startsWith('messages/')) continue;
    const users = notifications.filter(({ template }) => template.vi === path || template.en === path);
    const known = variablesOf(users.map(({ on }) => on));
    issues.push(...textIssues(texts[path]!, { source: path, pointer: '' }, message(known)));
  }
  return issues;
}

/** What a text may hold. */
export interface Allowed {
  variables: readonly string[];
  helpers: readonly string[];
  /** Variables that are lists, for `each`. */
  lists?: readonly string[];
  /** Parts of the text that are named by a block, each with whether it stands once. */
  parts?: Readonly<Record<string, { once?: true }>>;
  /** The part that is looked at. */
  within?: string;
  /** The parts that were met. */
  met?: Set<string>;
  /** Kinds of personal data looked for in what is written itself. */
  avoided: readonly PersonalData[];
  /** What is said of a name that does not exist but would be personal; null where it only does not exist. */
  personal(name: string): 'texts.variable.personal' | 'texts.document.field_personal' | null;
}

function message(variables: readonly string[]): Allowed {
  return {
    variables,
    helpers: messageHelpers,
    avoided,
    personal: (name) => (personal.has(name.split('.')[0]!) ? 'texts.variable.personal' : null),
  };
}

/** The variables a text may use that is sent on these occasions: those that all of them have. */
function variablesOf(occasions: readonly Notification['on'][]): readonly string[] {
  return Object.keys(messageVariables).filter((name) => {
    const only = ofOccasion[name];
    return only === undefined || (occasions.length > 0 && occasions.every((one) => one === only));
  });
}

function titleIssues({ title, on }: Notification, index: number): Issue[] {
  return (['vi', 'en'] as const).flatMap((language) => {
    const text = title[language];
    if (text === undefined) return [];
    const pointer = `/notifications/${index}/title/${language}`;
    return textIssues(text, { source: 'notifications.json', pointer }, message(variablesOf([on])));
  });
}

/** What is wrong with a text, by the line it stands on. */
export function textIssues(
  text: string,
  place: { source: string; pointer: string },
  allowed: Allowed,
): Issue[] {
  let body: readonly TextNode[];
  try {
    body = parse(text).body;
  } catch (error) {
    return [issue('texts.template.syntax', place, syntaxOf(error))];
  }
  const issues: Issue[] = [];
  look(body, allowed, (code, node, params) =>
    issues.push(issue(code, place, { ...params, line: node.loc.start.line })),
  );
  return issues;
}

/** The line and the first words of a parser's complaint, which goes on with a drawing of the place. */
function syntaxOf(error: unknown): { line: number; detail: string } {
  const message = error instanceof Error ? error.message : String(error);
  const line = /line (\d+)/.exec(message)?.[1];
  const expected = /^Expecting .*$/m.exec(message)?.[0];
  return { line: line ? Number(line) : 1, detail: expected ?? message.split('\n')[0]! };
}

type Report = (
  code:
    | 'texts.variable.unknown'
    | 'texts.variable.personal'
    | 'texts.document.field_personal'
    | 'texts.document.nested'
    | 'texts.document.twice'
    | 'texts.helper.unknown'
    | 'texts.html.raw'
    | 'texts.html.tag'
    | 'texts.data.personal',
  node: TextNode,
  params: Record<string, string | readonly string[]>,
) => void;

function look(nodes: readonly TextNode[], allowed: Allowed, report: Report): void {
  for (const node of nodes) {
    const watch = watches[node.type];
    if (watch) watch(node, allowed, report);
    else report('texts.helper.unknown', node, { name: nameOf(node), known: callable(allowed) });
  }
}

/** What may be called: the helpers, and the parts of the text. */
function callable({ helpers, lists, parts = {} }: Allowed): string[] {
  return [...helpers, ...(lists ? ['each'] : []), ...Object.keys(parts)];
}

/** What is looked for in each kind of statement; a kind that is not here is refused. */
const watches: Readonly<Record<string, (node: TextNode, allowed: Allowed, report: Report) => void>> = {
  ContentStatement: (node, allowed, report) => lookAtWords(String(node.value), node, allowed, report),
  CommentStatement: () => {},
  MustacheStatement: (node, allowed, report) => {
    if (node.escaped === false) report('texts.html.raw', node, { name: nameOf(node) });
    if ((node.params ?? []).length > 0 || (node.hash?.pairs ?? []).length > 0)
      lookAtCall(node, allowed, report);
    else lookAtValue(node.path!, allowed, report);
  },
  BlockStatement: (node, allowed, report) => {
    const name = nameOf(node);
    const inner =
      partWithin(node, name, allowed, report) ?? listWithin(node, name, allowed, report) ?? allowed;
    if (inner === allowed && !lookAtCall(node, allowed, report)) return;
    look(node.program?.body ?? [], inner, report);
    look(node.inverse?.body ?? [], allowed, report);
  },
};

/** Inside a part: it stands in no other, and one of which there is one stands once. */
function partWithin(node: TextNode, name: string, allowed: Allowed, report: Report): Allowed | null {
  if (!allowed.parts || !Object.hasOwn(allowed.parts, name)) return null;
  if (allowed.within !== undefined) report('texts.document.nested', node, { name });
  else if (allowed.parts[name]!.once && allowed.met?.has(name))
    report('texts.document.twice', node, { name });
  allowed.met?.add(name);
  return { ...allowed, within: name };
}

/** Inside `each` of a list: its members are `this`. */
function listWithin(node: TextNode, name: string, allowed: Allowed, report: Report): Allowed | null {
  if (name !== 'each' || !allowed.lists) return null;
  const [list] = node.params ?? [];
  const named = String(list?.original ?? '');
  if (!allowed.lists.includes(named))
    report('texts.variable.unknown', node, {
      name: named,
      nearest: nearest(named, allowed.lists),
      known: allowed.lists,
    });
  return { ...allowed, variables: [...allowed.variables, 'this'] };
}

/** Looks at a call; false when it is of a helper that is not listed, so that what it is given means nothing. */
function lookAtCall(node: TextNode, allowed: Allowed, report: Report): boolean {
  const name = nameOf(node);
  if (node.type !== 'BlockStatement' || !allowed.helpers.includes(name)) {
    report('texts.helper.unknown', node, { name, known: callable(allowed) });
    return false;
  }
  for (const param of node.params ?? []) lookAtValue(param, allowed, report);
  for (const { value } of node.hash?.pairs ?? []) lookAtValue(value, allowed, report);
  return true;
}

function lookAtValue(node: TextNode, allowed: Allowed, report: Report): void {
  if (node.type === 'SubExpression') lookAtCall(node, allowed, report);
  if (node.type !== 'PathExpression') return;
  const { variables } = allowed;
  const name = String(node.original);
  const plain = node.data !== true && node.depth === 0 && variables.includes(name);
  if (plain) return;
  const code = allowed.personal((node.parts ?? []).join('.'));
  if (code) report(code, node, { name });
  else {
    report('texts.variable.unknown', node, { name, nearest: nearest(name, variables), known: variables });
  }
}

function lookAtWords(words: string, node: TextNode, allowed: Allowed, report: Report): void {
  const tag = /<[a-zA-Z][^<>]{0,200}>|<!--/.exec(words);
  if (tag) report('texts.html.tag', node, { name: tag[0] });
  for (const kind of allowed.avoided)
    for (const line of words.split('\n'))
      if (holdsPersonalData(line, kind)) {
        report('texts.data.personal', node, { kind, value: line.trim().slice(0, 80) });
        break;
      }
}

function nameOf(node: TextNode): string {
  return String((node.path ?? node.name)?.original ?? node.type);
}

import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import { holdsPersonalData, type PersonalData } from '../../forms/personal-data.ts';
import { type Issue, issue, nearest } from '../../issues/index.ts';
import type { Notification, Text } from '../../model/generated/definitions.ts';
import type { Linked } from '../link.ts';

/** The part of Handlebars' syntax tree that is looked at. */
export interface TextNode {
  type: string;
  loc: { start: { line: number; column: number } };
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
    const users = notifications.filter(({ template }) => template.vi === path || template.en === path);
    const known = variablesOf(users.map(({ on }) => on));
    issues.push(...textIssues(texts[path]!, { source: path, pointer: '' }, known));
  }
  return issues;
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
    return textIssues(text, { source: 'notifications.json', pointer }, variablesOf([on]));
  });
}

function textIssues(
  text: string,
  place: { source: string; pointer: string },
  variables: readonly string[],
): Issue[] {
  let body: readonly TextNode[];
  try {
    body = parse(text).body;
  } catch (error) {
    return [issue('texts.template.syntax', place, syntaxOf(error))];
  }
  const issues: Issue[] = [];
  look(body, variables, (code, node, params) =>
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

/** The names a text may use. */
type Variables = readonly string[];

type Report = (
  code:
    | 'texts.variable.unknown'
    | 'texts.variable.personal'
    | 'texts.helper.unknown'
    | 'texts.html.raw'
    | 'texts.html.tag'
    | 'texts.data.personal',
  node: TextNode,
  params: Record<string, string | readonly string[]>,
) => void;

function look(nodes: readonly TextNode[], variables: Variables, report: Report): void {
  for (const node of nodes) {
    const watch = watches[node.type];
    if (watch) watch(node, variables, report);
    else report('texts.helper.unknown', node, { name: nameOf(node), known: messageHelpers });
  }
}

/** What is looked for in each kind of statement; a kind that is not here is refused. */
const watches: Readonly<Record<string, (node: TextNode, variables: Variables, report: Report) => void>> = {
  ContentStatement: (node, _variables, report) => lookAtWords(String(node.value), node, report),
  CommentStatement: () => {},
  MustacheStatement: (node, variables, report) => {
    if (node.escaped === false) report('texts.html.raw', node, { name: nameOf(node) });
    if ((node.params ?? []).length > 0 || (node.hash?.pairs ?? []).length > 0)
      lookAtCall(node, variables, report);
    else lookAtValue(node.path!, variables, report);
  },
  BlockStatement: (node, variables, report) => {
    if (!lookAtCall(node, variables, report)) return;
    look(node.program?.body ?? [], variables, report);
    look(node.inverse?.body ?? [], variables, report);
  },
};

/** Looks at a call; false when it is of a helper that is not listed, so that what it is given means nothing. */
function lookAtCall(node: TextNode, variables: Variables, report: Report): boolean {
  const name = nameOf(node);
  if (node.type !== 'BlockStatement' || !messageHelpers.includes(name)) {
    report('texts.helper.unknown', node, { name, known: messageHelpers });
    return false;
  }
  for (const param of node.params ?? []) lookAtValue(param, variables, report);
  for (const { value } of node.hash?.pairs ?? []) lookAtValue(value, variables, report);
  return true;
}

function lookAtValue(node: TextNode, variables: Variables, report: Report): void {
  if (node.type === 'SubExpression') lookAtCall(node, variables, report);
  if (node.type !== 'PathExpression') return;
  const name = String(node.original);
  const plain = node.data !== true && node.depth === 0 && variables.includes(name);
  if (plain) return;
  if (personal.has(node.parts?.[0] ?? '')) report('texts.variable.personal', node, { name });
  else {
    report('texts.variable.unknown', node, { name, nearest: nearest(name, variables), known: variables });
  }
}

function lookAtWords(words: string, node: TextNode, report: Report): void {
  const tag = /<[a-zA-Z][^<>]{0,200}>|<!--/.exec(words);
  if (tag) report('texts.html.tag', node, { name: tag[0] });
  for (const kind of avoided)
    for (const line of words.split('\n'))
      if (holdsPersonalData(line, kind)) {
        report('texts.data.personal', node, { kind, value: line.trim().slice(0, 80) });
        break;
      }
}

function nameOf(node: TextNode): string {
  return String((node.path ?? node.name)?.original ?? node.type);
}

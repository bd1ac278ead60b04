import type { EditorPage, RuleView } from '../app/definitions/definition-editor.ts';
import { drawForm } from './form-drawing.ts';
import { drawWorkflow } from './workflow-drawing.ts';

type Thing = NonNullable<EditorPage['thing']>;
type PartView = Thing['parts'][number];
type Preview = NonNullable<EditorPage['preview']>;

/** A part with what its partial needs besides. */
export interface DrawnPart extends Omit<PartView, 'drawing'> {
  partial: string;
  /** Several inputs under one legend. */
  grouped: boolean;
  wrong: boolean;
  /** Something is wrong with it or with a part of it, so it stands open. */
  opens: boolean;
  [more: string]: unknown;
}

const grouped = new Set([
  'several',
  'yesNo',
  'allOrSome',
  'group',
  'union',
  'moment',
  'duration',
  'rule',
  'condition',
  'texts',
]);

/** The address of a place in the editor of a campaign. */
export function editorHref(campaign: string, { file, pointer }: { file: string; pointer: string }): string {
  return `${draftHref(campaign)}/sua?tep=${encodeURIComponent(file)}&cho=${encodeURIComponent(pointer)}`;
}

/** The same from another page of the editor; a page has hundreds of them. */
function nextHref({ file, pointer }: { file: string; pointer: string }): string {
  const written = (text: string) => encodeURIComponent(text).replaceAll('%2F', '/');
  return `sua?tep=${written(file)}&cho=${written(pointer)}`;
}

/** Where everything about the draft of a campaign lies. */
export function draftHref(campaign: string): string {
  return `/quan-tri/phong-trao/${encodeURIComponent(campaign)}/ban-nhap`;
}

/** Makes a page of the editor ready for its template: partials named, parts sorted into what is shown and folded. */
export function drawEditor(page: EditorPage, word: (key: string) => string) {
  const { campaign, thing } = page;
  const href = nextHref;
  const parts = thing ? thing.parts.map((part) => drawPart(part, page)) : [];
  const lists = parts.filter(({ control, common, present }) => control === 'list' && (common || present));
  const shown = parts.filter(
    ({ control, common, present, aside }) => control !== 'list' && (common || present) && !aside,
  );
  return {
    campaign,
    base: draftHref(campaign),
    revision: page.revision,
    where: page.where,
    openedAt: page.openedAt,
    gone: page.gone && {
      ...page.gone,
      here: nextHref(page.where),
      sent: Object.entries(page.gone.typed).flatMap(([name, typed]) =>
        /^_(csrf|revision|file|pointer|act|then)$/.test(name)
          ? []
          : [typed ?? []].flat().map((value) => ({ name, value })),
      ),
    },
    isJson: page.where.file.endsWith('.json'),
    way: page.way.slice(0, -1).map((one) => ({ ...one, href: href(one) })),
    outline: page.outline.map((section) => ({
      ...section,
      open: section.open || section.id === 'campaign',
      adds: addable[section.id]?.folder === undefined ? undefined : addable[section.id],
      addHref: listHref(addable[section.id]),
      lines: section.lines.map((one) =>
        drawLine(one, (place) =>
          place.file.endsWith('.hbs') ? textHref(campaign, place.file) : href(place),
        ),
      ),
    })),
    thing: thing && {
      ...thing,
      parts: shown,
      // Where there are many lists, they are opened one by one.
      lists: lists.map((part) => ({ ...part, opened: lists.length <= mostOpen || part.wrong })),
      folded: parts.filter((part) => !shown.includes(part) && !lists.includes(part)),
      foldedWrong: parts.some((part) => !shown.includes(part) && !lists.includes(part) && part.opens),
      movable: thing.member && {
        first: thing.member.index === 0,
        last: thing.member.index === thing.member.count - 1,
        position: thing.member.index + 1,
        count: thing.member.count,
      },
      several: thing.kinds.length > 1,
      spare: thing.pointer === '' && thing.file.includes('/'),
    },
    problems: page.problems.map((one) => ({
      ...one,
      href: href(one),
      icon: one.severity === 'error' ? 'late' : 'info',
    })),
    errorCount: page.errors,
    warningCount: page.warnings,
    others: page.others.join(', '),
    undo: page.undo,
    redo: page.redo,
    submitted: page.submitted,
    severityIcons: { error: 'late', warning: 'soon', note: 'info' },
    publishHref: `${draftHref(campaign)}#publish`,
    preview: page.preview && drawPreview(page.preview, page, word),
    tryOut: `${draftHref(campaign)}/choi-thu`,
    textHref: textHref(campaign, page.where.file),
  };
}

function textHref(campaign: string, file: string): string {
  return `${draftHref(campaign)}/nguyen-van?tep=${encodeURIComponent(file)}`;
}

/** How many lists of a thing stand open. */
const mostOpen = 5;

/** The sections of the outline to which a whole file, or a member of a file's list, is added. */
const addable: Readonly<Record<string, { folder?: string; file?: string; list?: string }>> = {
  phases: { file: 'campaign.json', list: '/phases' },
  milestones: { file: 'campaign.json', list: '/milestones' },
  access: { file: 'campaign.json', list: '/access' },
  notifications: { file: 'notifications.json', list: '/notifications' },
  groups: { folder: 'groups' },
  forms: { folder: 'forms' },
  workflows: { folder: 'workflows' },
  lists: { folder: 'lists' },
  documents: { folder: 'documents' },
};

/** Where a member is added to a list that the outline shows. */
function listHref(adds: { file?: string; list?: string } | undefined): string {
  if (adds?.file === undefined || adds.list === undefined) return '';
  return `${nextHref({ file: adds.file, pointer: '' })}#${adds.list}`;
}

type Line = EditorPage['outline'][number]['lines'][number];

function drawLine(line: Line, href: (place: Line) => string): Record<string, unknown> {
  return { ...line, href: href(line), lines: line.lines.map((one) => drawLine(one, href)) };
}

function drawPart(part: PartView, page: EditorPage): DrawnPart {
  const { drawing, ...rest } = part;
  const { pointer, file } = page.where;
  const wrong = part.problems.some(({ severity }) => severity === 'error');
  const parts = drawing.parts?.map((one) => drawPart(one, page));
  return {
    ...rest,
    ...drawing,
    ...(drawing.more as object | undefined),
    ...drawRule(drawing.more),
    ruled: part.control === 'condition' && drawing.options?.find(({ value }) => value === 'rule')?.chosen,
    // Many boxes are a list of their own that is opened.
    many: (drawing.options?.length ?? 0) > 8,
    ticked: (drawing.options ?? []).filter(({ chosen }) => chosen).length,
    partial: `components/editor/${part.control}`,
    labelFor: part.control === 'text' ? `${part.at}/vi` : part.at,
    grouped: grouped.has(part.control),
    wrong,
    opens: wrong || parts?.some(({ opens }) => opens) === true,
    conflicts: page.conflicts.filter((one) => one.part === part.at).map(drawConflict),
    ...(parts ? { parts } : {}),
    ...(drawing.items
      ? {
          items: drawing.items.map((item, index, all) => ({
            ...item,
            href: nextHref({ file, pointer: pointer + item.at }),
            first: index === 0,
            last: index === all.length - 1,
          })),
          add: page.adds[part.at],
          pastes: part.key === 'choices',
        }
      : {}),
  };
}

/** Somebody else's value beside one's own, with what is chosen so far. */
export function drawConflict<One extends { keep: string }>(
  one: One,
): One & { mineKept: boolean; theirsKept: boolean } {
  return { ...one, mineKept: one.keep === 'mine', theirsKept: one.keep === 'theirs' };
}

/** A rule with the questions of its rows under their headings. */
function drawRule(more: unknown): Record<string, unknown> {
  const rule = more as Partial<RuleView> | undefined;
  if (!rule?.terms) return {};
  const rows = rule.terms.flat();
  return {
    begun: rows.some((row) => row.operators.length > 0),
    several: rows.length > 1,
    terms: rule.terms.map((term) =>
      term.map((row) => ({
        ...row,
        term: row.id.split('.')[0],
        questionGroups: headed(row.questions),
        compares: row.against.some(({ chosen }) => chosen),
      })),
    ),
  };
}

function headed(options: RuleView['terms'][number][number]['questions']) {
  const groups = new Map<string, (typeof options)[number][]>();
  for (const option of options) {
    const heading = option.heading ?? '';
    groups.set(heading, [...(groups.get(heading) ?? []), option]);
  }
  return [...groups].map(([heading, under]) => ({ heading, options: under }));
}

function drawPreview(preview: Preview, page: EditorPage, word: (key: string) => string) {
  const href = (pointer: string) => nextHref({ file: page.where.file, pointer });
  switch (preview.kind) {
    case 'form': {
      const form = drawForm(preview.form);
      const editable = form.sections.map((section) => ({
        ...section,
        href: preview.pointers[section.id] === undefined ? '' : href(preview.pointers[section.id]!),
        fields: section.fields.map((field) => ({
          ...field,
          href: preview.pointers[field.id] === undefined ? '' : href(preview.pointers[field.id]!),
          current: preview.pointers[field.id] === page.where.pointer,
        })),
      }));
      return {
        isForm: true,
        form: { ...form, sections: editable },
        client: preview.client,
        stale: preview.stale,
      };
    }
    case 'flow': {
      const links = {
        href: (step: string) => href(preview.pointers[step] ?? ''),
        current: currentStep(preview, page),
      };
      const drawing = drawWorkflow(preview.picture, 'flow-draft', word('campaigns.workflow.drawing'), links);
      return { isFlow: true, title: preview.picture.title, drawing };
    }
    case 'message':
      return {
        isMessage: true,
        texts: preview.texts.map((one) => ({
          ...one,
          href: textHref(page.campaign, one.file),
        })),
      };
    case 'paper':
      return { isPaper: true, pieces: preview.pieces, parts: preview.parts, variables: preview.variables };
    case 'access':
      return {
        isAccess: true,
        rows: preview.rows.map((row) => ({
          ...row,
          only: row.only.join(', '),
          rights: row.rights.map((right) => word(`editor.access.${right}`)).join(', '),
        })),
      };
    case 'periods':
      return { isPeriods: true, rows: preview.rows, more: preview.more };
    default:
      return { isMissing: true, of: preview.of };
  }
}

function currentStep(preview: Extract<Preview, { kind: 'flow' }>, page: EditorPage): string {
  const { pointer } = page.where;
  const found = Object.entries(preview.pointers).find(
    ([, at]) => pointer === at || pointer.startsWith(`${at}/`),
  );
  return found?.[0] ?? '';
}

import { maySee } from '../forms/index.ts';
import type { Language } from '../issues/index.ts';
import type { Case, Opinion } from '../model/case.ts';
import type { TypedDocument } from '../model/command.ts';
import type { CaseEvent } from '../model/event.ts';
import type { ConsultStep, Sensitivity } from '../model/generated/definitions.ts';
import type { Campaign } from '../workflow/campaign.ts';
import { shownDay } from '../workflow/index.ts';
import type { Viewer } from './access.ts';
import type { Ports } from './ports.ts';
import { said, shownInstant } from './texts.ts';
import type { ConsultationView, OpinionView } from './views.ts';

/** What an opinion's content holds. */
interface OpinionBody {
  answer: string;
  text?: string;
  document?: TypedDocument;
}

/** The opinions of a case, as far as somebody may read them. */
export interface Opinions {
  of(
    current: Case,
    campaign: Campaign,
    viewer: Viewer,
    upTo: Sensitivity,
    language: Language,
  ): Promise<ConsultationView[]>;
  /** Is what an event says about an opinion theirs to read? */
  mayTell(event: CaseEvent, current: Case, campaign: Campaign, viewer: Viewer, upTo: Sensitivity): boolean;
}

/** Makes what shows opinions. Whoever may not read them learns that the case is under consideration, and no more. */
export function createOpinions(ports: Ports): Opinions {
  function stepAt(campaign: Campaign, entry: string, task: string): ConsultStep | undefined {
    const step = campaign.entries[entry]?.workflow.byId[task.slice(0, task.indexOf('.'))]?.definition;
    return step?.kind === 'consult' ? step : undefined;
  }

  const mayRead = ({ sensitivity = 'internal' }: ConsultStep, upTo: Sensitivity): boolean =>
    maySee(upTo, sensitivity);

  const isOwn = ({ actor, onBehalfOf }: { actor?: string; onBehalfOf?: string }, viewer: Viewer): boolean =>
    actor === viewer.account._id || onBehalfOf === viewer.account._id;

  async function bodyOf(digest: string): Promise<OpinionBody | 'erased'> {
    const [content] = await ports.contents.get([digest]);
    return (content?.body as OpinionBody | undefined) ?? 'erased';
  }

  async function given(
    opinion: Opinion,
    step: ConsultStep,
    campaign: Campaign,
    viewer: Viewer,
    language: Language,
  ): Promise<Partial<OpinionView>> {
    const vi = language === 'vi';
    if (opinion.content === undefined)
      return {
        word: vi ? 'Không trả lời, coi như không có ý kiến' : 'Silent, so no opinion',
        tone: 'neutral',
      };
    const body = await bodyOf(opinion.content);
    if (body === 'erased') return { word: vi ? '(nội dung đã xóa)' : '(content erased)', tone: 'neutral' };
    const answer = step.answers.find(({ id }) => id === body.answer);
    const { text, document } = body;
    return {
      word: said(answer?.label, language) || body.answer,
      tone: answer?.tone === 'danger' ? 'late' : 'done',
      ...(text === undefined ? {} : { text }),
      ...(document ? { document: `${document.number}, ${shownDay(document.date)}` } : {}),
      by: viewer.directory.names[opinion.actor!] ?? opinion.actor!,
      at: shownInstant(opinion.at, campaign.timezone),
    };
  }

  return {
    async of(current, campaign, viewer, upTo, language) {
      const vi = language === 'vi';
      const open = current.tasks.filter(({ body }) => body !== undefined);
      const opinions = current.opinions ?? [];
      const visitOf = (task: string): string => task.slice(0, task.lastIndexOf('.'));
      const views: ConsultationView[] = [];
      for (const visit of new Set(
        [...opinions, ...open.map(({ id }) => ({ task: id }))].map((one) => visitOf(one.task)),
      )) {
        const step = stepAt(campaign, current.entry, visit);
        if (!step) continue;
        const standing = open.filter(({ id }) => visitOf(id) === visit);
        const all = mayRead(step, upTo);
        const lines: OpinionView[] = [];
        for (const { id, title } of step.bodies) {
          const opinion = opinions.find((one) => one.body === id && visitOf(one.task) === visit);
          const task = standing.find(({ body }) => body === id);
          const theirs =
            (opinion && isOwn(opinion, viewer)) || task?.assignees.some((key) => viewer.keys.includes(key));
          if (!all && !theirs) continue;
          const asked = task?.dueAt === undefined ? '' : shownInstant(task.dueAt, campaign.timezone);
          lines.push({
            body: said(title, language),
            word: vi ? `Đang chờ${asked ? `, hạn ${asked}` : ''}` : `Awaited${asked ? `, due ${asked}` : ''}`,
            tone: 'neutral',
            ...(opinion ? await given(opinion, step, campaign, viewer, language) : {}),
          });
        }
        // To others a consultation that is over is nothing to see.
        if (lines.length > 0 || standing.length > 0)
          views.push({
            title: said(step.title, language),
            lines,
            ...(all ? {} : { hidden: vi ? 'Đang xem xét.' : 'Under consideration.' }),
          });
      }
      return views;
    },
    mayTell(event, current, campaign, viewer, upTo) {
      const told = event.data['opinion'] !== undefined || event.data['silent'] !== undefined;
      const body = event.type === 'tasked' && event.data['body'] !== undefined;
      if (!told && !body) return true;
      const at = (event.data['task'] as string | undefined) ?? `${event.data['step'] as string}.`;
      const step = stepAt(campaign, current.entry, at);
      return !step || mayRead(step, upTo) || isOwn(event, viewer);
    },
  };
}

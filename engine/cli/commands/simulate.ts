import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCampaignFolder, readLibraryFolder } from '../../adapters/files/definition-folder.ts';
import { compile } from '../../compile/index.ts';
import { sentence } from '../../issues/index.ts';
import type { Answers } from '../../model/answers.ts';
import type { OrganisationRecord } from '../../model/organisation.ts';
import type { Calendar } from '../../model/time.ts';
import { simulate as play, type Script } from '../../workflow/index.ts';
import { readLibraryFrom } from '../check.ts';
import type { CommandLineCommand } from '../command.ts';

const scripts: readonly Script[] = ['approved', 'returned', 'refused', 'late'];

/** Plays one case on a virtual clock. */
export const simulate: CommandLineCommand = {
  name: 'simulate',
  usage:
    'thidua simulate <thư mục / folder> --entry <mã / id> [--script approved|returned|refused|late] [--period <kỳ>] [--unit <đơn vị>] [--subject <đối tượng>] [--answers <tệp / file.json>] [--facts <tệp / file.json>] [--opinion <cơ quan / body>=<trả lời / answer>] [--silent <cơ quan / body>] [--library <thư mục>] [--json]',
  help: 'Chạy thử một hồ sơ trên đồng hồ ảo. / Plays one case on a virtual clock.',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        entry: { type: 'string' },
        script: { type: 'string' },
        period: { type: 'string' },
        unit: { type: 'string' },
        answers: { type: 'string' },
        facts: { type: 'string' },
        subject: { type: 'string' },
        opinion: { type: 'string', multiple: true },
        silent: { type: 'string', multiple: true },
        library: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [folder, ...others] = positionals;
    const script = (values.script ?? 'approved') as Script;
    if (!folder || others.length > 0 || !values.entry || !scripts.includes(script)) {
      console.error(this.usage);
      return 2;
    }
    const read = await readCampaignFolder(folder);
    if (!read.ok) return refuse(read.issues.map((one) => sentence(one)));
    const { library } = await readLibraryFrom(values.library ?? resolve(folder, '..'), {
      readCampaignFolder,
      readLibraryFolder,
    });
    const { campaign, issues } = compile(read.value, library);
    if (!campaign)
      return refuse(
        issues
          .filter((one) => one.severity === 'error')
          .map((one) => `${one.source}${one.pointer}: ${sentence(one)}`),
      );
    if (!campaign.entries[values.entry]) {
      const known = Object.keys(campaign.entries).join(', ');
      return refuse([
        `Không có nội dung “${values.entry}”; các nội dung: ${known}. / There is no such entry.`,
      ]);
    }
    const opinions = (values.opinion ?? []).map((one) => one.split('=') as [string, string]);
    const steps = campaign.entries[values.entry]!.workflow.steps.map(({ definition }) => definition);
    const asked = steps.flatMap((step) => (step.kind === 'consult' ? step.bodies.map(({ id }) => id) : []));
    const unknown = [...(values.silent ?? []), ...opinions.map(([body]) => body)].find(
      (body) => !asked.includes(body),
    );
    if (unknown !== undefined)
      return refuse([
        `Không hỏi ý kiến cơ quan “${unknown}”; các cơ quan: ${asked.join(', ')}. / No such body is asked.`,
      ]);
    for (const [body, answer] of opinions) {
      const step = steps.find((one) => one.kind === 'consult' && one.bodies.some(({ id }) => id === body));
      const known = step?.kind === 'consult' ? step.answers.map(({ id }) => id) : [];
      if (!known.includes(answer))
        return refuse([
          `Cơ quan “${body}” không trả lời “${answer}” được; các cách trả lời: ${known.join(', ')}. / No such answer.`,
        ]);
    }
    const answers = values.answers === undefined ? {} : await answersFrom(values.answers);
    if (answers === null)
      return refuse([
        `Tệp “${values.answers}” không phải một đối tượng JSON gồm mã trường và câu trả lời. / The file is not a JSON object of answers by field.`,
      ]);
    const facts = values.facts === undefined ? {} : await answersFrom(values.facts);
    if (facts === null || Object.values(facts).some((one) => typeof one !== 'string'))
      return refuse([
        `Tệp “${values.facts}” không phải một đối tượng JSON gồm mã số liệu và con số viết dạng chuỗi. / The file is not a JSON object of numbers, as texts, by fact.`,
      ]);
    const simulation = play(campaign, {
      entry: values.entry,
      script,
      ...(values.period ? { period: values.period } : {}),
      ...(values.unit ? { unit: values.unit } : {}),
      ...(values.subject ? { subject: values.subject } : {}),
      answers,
      facts: facts as Record<string, string>,
      opinions: Object.fromEntries(opinions),
      silent: values.silent ?? [],
      directory: {
        revision: 1,
        organisations: Object.values(library.organisations) as OrganisationRecord[],
        memberships: [],
        substitutes: [],
        names: {},
      },
      calendar: library.calendars[campaign.calendar] as Calendar,
    });
    if (values.json) console.log(JSON.stringify(simulation, null, 2));
    else {
      for (const line of simulation.text) console.log(line);
      for (const one of simulation.issues) console.error(sentence(one));
    }
    return simulation.issues.length > 0 ? 1 : 0;
  },
};

/** Answers by field id, as the form stores them; null when the file holds something else or cannot be read. */
async function answersFrom(path: string): Promise<Answers | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : null;
  } catch {
    return null;
  }
}

function refuse(lines: string[]): number {
  for (const line of lines) console.error(line);
  return 1;
}

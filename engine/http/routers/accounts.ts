import { Router } from 'express';
import type { AccountInput } from '../../app/accounts.ts';
import type { Issue } from '../../issues/index.ts';
import { administrator, type Door, notFound, originOf, type Visit } from '../door.ts';

/** What is put back on the page after a refusal. */
interface Again {
  typed?: Record<string, string>;
  errors?: { text: string; href?: string }[];
}

/** The list of accounts, with the form that adds one. Links just made are shown once. */
export async function showAccounts(door: Door, visit: Visit, again: Again = {}, status = 200): Promise<void> {
  const search = visit.asked('search').trim().slice(0, 100);
  const { lines, more } = await door.app.accounts.list(
    search || null,
    visit.asked('after') || null,
    visit.language,
  );
  const { links } = visit.request.session;
  delete visit.request.session.links;
  await visit.show(
    'accounts',
    {
      title: visit.word('accounts.title'),
      place: 'administration',
      desk: true,
      section: { accounts: true },
      ownSearch: true,
      lines,
      search,
      links: links?.map((one) => ({ ...one, address: `${originOf(visit)}${one.link}` })),
      typed: again.typed ?? {},
      ...(more ? { more: `/quan-tri/tai-khoan?${new URLSearchParams({ search, after: more })}` } : {}),
      ...(again.errors ? { errors: again.errors } : {}),
    },
    status,
  );
}

/** The administrator's pages about accounts and memberships. */
export function accountRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  function errorsOf(visit: Visit, issues: readonly Issue[], fallback: string) {
    return visit.sentences(issues).map(({ text, href }) => ({ text, href: href ?? `#${fallback}` }));
  }

  function inputOf(visit: Visit): AccountInput {
    const email = visit.sent('email').trim();
    return {
      login: visit.sent('login'),
      name: visit.sent('name'),
      ...(email ? { email } : {}),
      ...(visit.sent('administrator') ? { administrator: true } : {}),
    };
  }

  router.get(
    '/quan-tri/tai-khoan',
    administrator(door, (visit) => showAccounts(door, visit)),
  );

  router.post(
    '/quan-tri/tai-khoan/them',
    administrator(door, async (visit) => {
      const input = inputOf(visit);
      const outcome = await app.accounts.add(visit.account, input);
      if (!outcome.ok) {
        const { login, name, email = '' } = input;
        const typed = {
          open: 'yes',
          login,
          name,
          email,
          administrator: input.administrator ? 'checked' : '',
        };
        await showAccounts(door, visit, { typed, errors: errorsOf(visit, outcome.issues, 'login') }, 422);
        return;
      }
      const { account, link } = outcome.value;
      visit.request.session.links = [{ login: account.login, link }];
      visit.go(`/quan-tri/tai-khoan/${account._id}`);
    }),
  );

  async function showAccount(visit: Visit, again: Again = {}, status = 200): Promise<void> {
    const line = await app.accounts.line(idOf(visit), visit.language);
    if (!line) throw notFound();
    const [roles, units] = await Promise.all([app.accounts.roles(visit.language), app.accounts.units()]);
    const { links } = visit.request.session;
    delete visit.request.session.links;
    await visit.show(
      'account',
      {
        title: line.name,
        place: 'administration',
        desk: true,
        section: { accounts: true },
        line,
        roles: roles.map((one) => ({ ...one, selected: again.typed?.['role'] === one.value })),
        units,
        today: visit.viewer.day,
        typed: again.typed ?? {},
        links: links?.map((one) => ({ ...one, address: `${originOf(visit)}${one.link}` })),
        action: `/quan-tri/tai-khoan/${line.id}`,
        ...(again.errors ? { errors: again.errors } : {}),
      },
      status,
    );
  }

  router.get(
    '/quan-tri/tai-khoan/:id',
    administrator(door, (visit) => showAccount(visit)),
  );

  router.post(
    '/quan-tri/tai-khoan/:id/sua',
    administrator(door, async (visit) => {
      const { login: _, ...input } = inputOf(visit);
      const revision = Number(visit.sent('revision'));
      const outcome = await app.accounts.change(visit.account, idOf(visit), input, revision);
      await after(visit, outcome, 'accounts.changed', 'name');
    }),
  );

  router.post(
    '/quan-tri/tai-khoan/:id/dat-lai',
    administrator(door, async (visit) => {
      const outcome = await app.accounts.reset(visit.account, idOf(visit));
      if (outcome.ok)
        visit.request.session.links = [{ login: outcome.value.account.login, link: outcome.value.link }];
      await after(visit, outcome, 'accounts.reset.done', 'main');
    }),
  );

  router.post(
    '/quan-tri/tai-khoan/:id/khoa',
    administrator(door, async (visit) => {
      const disabled = visit.sent('disabled') === 'true';
      const outcome = await app.accounts.setDisabled(visit.account, idOf(visit), disabled);
      await after(visit, outcome, disabled ? 'accounts.disabled' : 'accounts.enabled', 'main');
    }),
  );

  router.post(
    '/quan-tri/tai-khoan/:id/vai-tro',
    administrator(door, async (visit) => {
      const to = visit.sent('to');
      const input = { role: visit.sent('role'), unit: unitOf(visit), from: visit.sent('from') };
      const outcome = await app.accounts.addMembership(visit.account, idOf(visit), {
        ...input,
        ...(to ? { to } : {}),
      });
      if (!outcome.ok) {
        const errors = errorsOf(visit, outcome.issues, 'role');
        await showAccount(visit, { typed: { ...input, unit: visit.sent('unit'), to }, errors }, 422);
        return;
      }
      visit.say({ text: visit.word('accounts.membership.added'), tone: 'done' });
      visit.go(`/quan-tri/tai-khoan/${idOf(visit)}`);
    }),
  );

  router.post(
    '/quan-tri/tai-khoan/:id/het-vai-tro',
    administrator(door, async (visit) => {
      const outcome = await app.organisations.endMembership(
        visit.account,
        visit.sent('membership'),
        visit.sent('lastDay'),
      );
      if (outcome.ok && 'reorganisation' in outcome.value)
        visit.go(`/quan-tri/sap-xep/${outcome.value.reorganisation}`);
      else await after(visit, outcome, 'accounts.membership.ended', 'main');
    }),
  );

  async function after(
    visit: Visit,
    outcome: { ok: boolean; issues: readonly Issue[] },
    word: string,
    fallback: string,
  ): Promise<void> {
    if (!outcome.ok) {
      await showAccount(visit, { errors: errorsOf(visit, outcome.issues, fallback) }, 422);
      return;
    }
    visit.say({ text: visit.word(word), tone: 'done' });
    visit.go(`/quan-tri/tai-khoan/${idOf(visit)}`);
  }

  return router;
}

function idOf(visit: Visit): string {
  return String(visit.request.params['id']);
}

/** A unit chosen from the suggestions reads “name (uid)”; the uid alone is taken too. */
function unitOf(visit: Visit): string {
  const typed = visit.sent('unit').trim();
  return /\(([a-z0-9][a-z0-9-]*)\)$/.exec(typed)?.[1] ?? typed;
}

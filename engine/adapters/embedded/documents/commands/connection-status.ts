import type { Command } from './command.ts';

/** The socket's folder says who may come in; there are no users beyond that. */
export const connectionStatus: Command = {
  name: 'connectionStatus',
  fields: ['showPrivileges'],
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
};

import type { Ports } from '../engine/app/index.ts';

/** Everything that writes, by port. */
const writes = {
  cases: ['commit', 'commitMany', 'insertMany', 'clearOutboxes', 'reproject'],
  contents: ['put', 'erase', 'sweep'],
  drafts: ['save', 'remove', 'removeOf'],
  deliveries: ['add', 'mark', 'markRead', 'removeOf'],
  records: ['commit'],
  reservations: ['hold', 'holdFirst', 'reopen', 'settle'],
  directory: ['reviseOrganisation', 'putMemberships', 'removeMemberships', 'putSubstitute', 'touch'],
  directoryChanges: ['save', 'remove'],
  definitions: ['publish', 'reviseCalendar'],
  definitionDrafts: ['save', 'remove'],
  batches: ['save', 'putVerdicts'],
  subjects: ['put', 'remove'],
  accounts: ['insert', 'update', 'remove'],
  files: ['put', 'remove'],
  queue: ['add', 'deliver', 'setMarker'],
  mailer: ['send'],
} as const satisfies { [Port in keyof Ports]?: readonly (keyof Ports[Port])[] };

/** A call of a port: its name, such as `cases.commit`, whether it writes, and what carries it out. */
export interface PortCall {
  name: string;
  writes: boolean;
  run(): Promise<unknown>;
}

/** Puts something around every call of the ports that write. */
export function aroundPorts(ports: Ports, around: (call: PortCall) => Promise<unknown>): Ports {
  const wrapped = Object.entries(writes).map(([port, writing]) => {
    const methods = ports[port as keyof Ports] as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    const calls = Object.keys(methods).map((method) => [
      method,
      (...args: unknown[]) =>
        around({
          name: `${port}.${method}`,
          writes: (writing as readonly string[]).includes(method),
          run: async () => methods[method]!(...args),
        }),
    ]);
    return [port, Object.fromEntries(calls)];
  });
  return { ...ports, ...Object.fromEntries(wrapped) };
}

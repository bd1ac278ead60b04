import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { isDocument } from '../values/types.ts';
import type { Reply } from '../wire/reply.ts';
import { commonFields } from './arguments.ts';
import type { Command, Context } from './command.ts';
import { commandNamed } from './index.ts';

/** Runs the command a body names; its first field is the name. */
export function runCommand(context: Omit<Context, 'database'>, body: Doc): Reply {
  const name = Object.keys(body)[0] ?? '';
  const command = commandNamed(name);
  if (!command) throw new CommandError('CommandNotFound', `no such command: '${name}'`);
  checkFields(command, name, body, context.sequences);
  refuseTransactions(body);
  checkConcerns(body);
  const database = body['$db'];
  if (typeof database !== 'string' || database === '' || /[/\\. "$\0]/.test(database))
    throw new CommandError('InvalidNamespace', `Invalid database name: '${String(database)}'`);
  return command.run({ ...context, database }, body);
}

/** Nothing is silently ignored: a field that is not known refuses the command. */
export function checkFields(
  command: Command,
  name: string,
  body: Doc,
  sequences: ReadonlyMap<string, unknown>,
): void {
  for (const field of [...Object.keys(body).slice(1), ...sequences.keys()])
    if (!commonFields.has(field) && !command.fields.includes(field))
      throw new CommandError('UnknownField', `BSON field '${name}.${field}' is an unknown field.`);
}

function refuseTransactions(body: Doc): void {
  if (body['txnNumber'] === undefined && body['autocommit'] === undefined && !body['startTransaction'])
    return;
  throw new CommandError(
    'IllegalOperation',
    'Transaction numbers are only allowed on a replica set member or mongos',
  );
}

function checkConcerns(body: Doc): void {
  const write = body['writeConcern'];
  if (isDocument(write) && Number(write['w']) > 1)
    throw new CommandError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  const read = body['readConcern'];
  if (!isDocument(read) || read['level'] === undefined) return;
  if (!['local', 'available', 'majority'].includes(String(read['level'])))
    throw new CommandError(
      'NotAReplicaSet',
      `node needs to be a replica set member to use read concern ${String(read['level'])}`,
    );
}

import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import { isDocument } from '../values/types.ts';
import { commonFields } from './arguments.ts';
import type { Command } from './command.ts';

const parameters: Doc = {
  featureCompatibilityVersion: { version: '7.0' },
  authenticationMechanisms: [],
};

/** Gives the few parameters there are. */
export const getParameter: Command = {
  name: 'getParameter',
  fields: ['allParameters', ...Object.keys(parameters)],
  run(_context, body) {
    const asked = body['getParameter'];
    if (asked === '*' || (isDocument(asked) && asked['allParameters'] === true))
      return { ...parameters, ok: 1 };
    const found: Doc = {};
    for (const name of Object.keys(body))
      if (name in parameters && !commonFields.has(name)) found[name] = parameters[name];
    if (Object.keys(found).length === 0) throw new CommandError('InvalidOptions', 'no option found to get');
    return { ...found, ok: 1 };
  },
};

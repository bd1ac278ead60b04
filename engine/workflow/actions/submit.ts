import { type ActionOf, actionKind } from './action-kind.ts';

/** Sends the form; chosen by the command `submit`, which brings the answers. */
export const submit = actionKind<ActionOf<'submit'>>({
  kind: 'submit',
  through: 'submit',
  perform() {
    throw new Error('A form is sent by the command submit.');
  },
});

/** Tells how far something that takes a while has come. */
export interface Progress {
  tell(done: number, total: number): void;
  /** It is over: whatever is printed next begins a line of its own. */
  end(): void;
}

/** What progress is written to: a terminal's line is written over, anything else gets a line for every tenth. */
export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Progress on a stream, standard error as a rule, so that what is printed can be read by a program. */
export function progressOn(stream: ProgressStream): Progress {
  let tenth = 0;
  let open = false;
  return {
    tell(done, total) {
      if (total === 0) return;
      const line = `${done}/${total}`;
      if (stream.isTTY) {
        stream.write(`\r${line}`);
        open = true;
        return;
      }
      const now = Math.floor((10 * done) / total);
      if (now <= tenth) return;
      tenth = now;
      stream.write(`${line}\n`);
    },
    end() {
      if (open) stream.write('\n');
      open = false;
      tenth = 0;
    },
  };
}

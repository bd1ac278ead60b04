import type { Directory } from '../model/organisation.ts';
import type { Ports } from './ports.ts';

/** The directory of today, read anew when its revision has risen. */
export interface DirectoryCache {
  current(): Promise<Directory>;
}

/**
 * One picture of the directory per revision and process. The same object is given while the revision stands,
 * so that what `engine/organisation` indexed stays indexed.
 */
export function createDirectory(ports: Ports): DirectoryCache {
  let known: Promise<Directory> | null = null;
  let knownRevision = -1;

  async function read(revision: number): Promise<Directory> {
    const [organisations, memberships, substitutes, names] = await Promise.all([
      ports.directory.organisations(),
      ports.directory.memberships(),
      ports.directory.substitutes(),
      ports.accounts.names(),
    ]);
    return { revision, organisations, memberships, substitutes, names };
  }

  return {
    async current() {
      const revision = await ports.directory.revision();
      if (!known || revision !== knownRevision) {
        knownRevision = revision;
        known = read(revision);
        known.catch(() => {
          known = null;
        });
      }
      return known;
    },
  };
}

/** Runs a document server until it is killed: `node document-server.ts <file> <socket>`. Prints its address. */
import { runDocumentServer } from '../../engine/adapters/embedded/documents/index.ts';

const [file, socketPath] = process.argv.slice(2);
const { url, close } = await runDocumentServer({ file: file!, socketPath: socketPath! });
console.log(url);
process.on('SIGTERM', () => close());

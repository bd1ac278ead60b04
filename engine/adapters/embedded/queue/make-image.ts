/** Makes the prepared database anew; run after PGlite or BullMQ changed: `node engine/adapters/embedded/queue/make-image.ts`. */
import { writeImage } from './image.ts';

console.log(`image.tar.zst: ${Math.round((await writeImage()) / 1024)} KB`);

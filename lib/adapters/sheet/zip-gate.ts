import yauzl from 'yauzl';

const MAX_ENTRIES = 2_000;
const MAX_ENTRY_BYTES = 40 * 1024 * 1024;
const MAX_TOTAL_BYTES = 60 * 1024 * 1024;

export type GateVerdict = 'workbook' | 'otherZip' | 'zipBomb' | 'broken';

/**
 * Reads only the list of entries, inflating nothing: no spreadsheet reader survives a bomb, so none sees one.
 * A size forged smaller than the truth is refused later by the reader itself.
 */
export function gateZip(bytes: Uint8Array): Promise<GateVerdict> {
  return new Promise((resolve) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return resolve('broken');
      let total = 0;
      let isWorkbook = false;
      const end = (verdict: GateVerdict) => {
        zip.close();
        resolve(verdict);
      };
      if (zip.entryCount > MAX_ENTRIES) return end('zipBomb');
      zip.on('error', () => end('broken'));
      zip.on('end', () => end(isWorkbook ? 'workbook' : 'otherZip'));
      zip.on('entry', (entry: yauzl.Entry) => {
        total += entry.uncompressedSize;
        if (entry.uncompressedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) return end('zipBomb');
        if (entry.fileName === 'xl/workbook.xml') isWorkbook = true;
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

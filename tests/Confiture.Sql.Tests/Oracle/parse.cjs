// Reads a JSON array of texts from stdin and writes what PostgreSQL's own parser and scanner say of each of them.
// All numbers are offsets in UTF-8 bytes; a statement that goes on to the end of its text has null as its end.
const pg = require(process.argv[2]);

function statements(text) {
  if (text === "") return [];
  return (pg.parseSync(text).stmts ?? []).map(s => {
    const start = s.stmt_location ?? 0;
    return [start, s.stmt_len ? start + s.stmt_len : null];
  });
}

function tokens(text) {
  if (text === "") return [];
  return (pg.scanSync(text).tokens ?? []).map(t => [t.start, t.end]);
}

function attempt(read, text) {
  try {
    return { value: read(text), error: null };
  } catch (e) {
    return { value: null, error: e.message };
  }
}

async function main() {
  if (pg.loadModule) await pg.loadModule();
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const texts = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  process.stdout.write(JSON.stringify(texts.map(text => ({ statements: attempt(statements, text), tokens: attempt(tokens, text) }))));
}

main();

// Reads a JSON array of expressions from stdin and writes for each of them what PostgreSQL's own grammar finds in it:
// the functions that are called, the columns, the types of casts, and whether it is a constant.
const pg = require(process.argv[2]);

const names = list => list.filter(n => n.String).map(n => n.String.sval).join(".");

function walk(node, found) {
  if (Array.isArray(node)) return node.forEach(n => walk(n, found));
  if (node === null || typeof node !== "object") return;
  // EXTRACT, TRIM and so on have a grammar of their own, and only their arguments are of interest; ESCAPE becomes a call.
  if (node.FuncCall && node.FuncCall.funcformat !== "COERCE_SQL_SYNTAX" && !names(node.FuncCall.funcname).endsWith("_escape")) found.calls.push(names(node.FuncCall.funcname));
  if (node.ColumnRef && node.ColumnRef.fields[0].String) found.columns.push(names(node.ColumnRef.fields));
  if (node.TypeCast) found.types.push(node.TypeCast.typeName.names.map(n => n.String.sval).filter(n => n !== "pg_catalog").join("."));
  if (node.SubLink) found.subquery = true;
  for (const key of Object.keys(node)) if (key !== "typmods") walk(node[key], found);
}

function constant(node) {
  if (node.A_Const) return true;
  if (node.TypeCast) return constant(node.TypeCast.arg);
  if (node.A_ArrayExpr) return (node.A_ArrayExpr.elements ?? []).every(constant);
  if (node.A_Expr && node.A_Expr.kind === "AEXPR_OP" && !node.A_Expr.lexpr && ["-", "+"].includes(names(node.A_Expr.name))) return constant(node.A_Expr.rexpr);
  return false;
}

function facts(text) {
  const expression = pg.parseSync(`SELECT (${text})`).stmts[0].stmt.SelectStmt.targetList[0].ResTarget.val;
  const found = { calls: [], columns: [], types: [], subquery: false, constant: constant(expression) };
  walk(expression, found);
  return found;
}

async function main() {
  if (pg.loadModule) await pg.loadModule();
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const answers = JSON.parse(Buffer.concat(chunks).toString("utf8")).map(text => {
    try {
      return facts(text);
    } catch {
      return null;
    }
  });
  process.stdout.write(JSON.stringify(answers));
}

main();

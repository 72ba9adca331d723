// Reads a JSON array of texts from stdin and writes for each of them what PostgreSQL's own grammar makes of its statements:
// the kind of each, the sub-commands of ALTER TABLE, the columns of a table, the relations of a query.
const pg = require(process.argv[2]);

const only = o => Object.keys(o)[0];

function qualified(v) {
  return v.schemaname ? `${v.schemaname}.${v.relname}` : v.relname;
}

function typeName(t) {
  return (t.names ?? []).map(n => n.String.sval).join(".") + "[]".repeat((t.arrayBounds ?? []).length);
}

// All relations below a node that are read; names of WITH are left out where they are visible.
function reads(node, hidden, found) {
  if (Array.isArray(node)) return node.forEach(n => reads(n, hidden, found));
  if (node === null || typeof node !== "object") return;
  if (node.RangeVar) {
    const v = node.RangeVar;
    if (v.schemaname || !hidden.includes(v.relname)) found.push(qualified(v));
    return;
  }
  let inner = hidden;
  if (node.withClause) {
    const ctes = node.withClause.ctes ?? [];
    inner = hidden.slice();
    if (node.withClause.recursive) ctes.forEach(c => inner.push(c.CommonTableExpr.ctename));
    for (const c of ctes) {
      reads(c.CommonTableExpr.ctequery, inner, found);
      if (!node.withClause.recursive) inner = inner.concat(c.CommonTableExpr.ctename);
    }
  }
  // Each column of (a, b) = (SELECT ...) repeats the query.
  if (node.MultiAssignRef && node.MultiAssignRef.colno > 1) return;
  for (const key of Object.keys(node)) {
    // The relation of a table sample is read; any other is the target of a change.
    if (key === "withClause" || key === "intoClause" || key === "lockingClause" || (key === "relation" && !node.method)) continue;
    reads(node[key], inner, found);
  }
}

// CREATE RECURSIVE VIEW becomes a view over a WITH of its own name.
function recursive(view) {
  const clause = view.query.SelectStmt?.withClause;
  return !!clause?.recursive && clause.ctes[0].CommonTableExpr.ctename === view.view.relname;
}

function facts(stmt) {
  const kind = only(stmt), s = stmt[kind];
  const fact = { kind };
  if (kind === "AlterTableStmt") fact.actions = (s.cmds ?? []).map(c => c.AlterTableCmd.subtype);
  if (kind === "CreateStmt") {
    fact.columns = (s.tableElts ?? []).filter(e => e.ColumnDef).map(e => {
      const c = e.ColumnDef;
      const of = (c.constraints ?? []).map(k => k.Constraint.contype).filter(k => !k.startsWith("CONSTR_ATTR_"));
      return `${c.colname}:${c.typeName ? typeName(c.typeName) : ""}:${of.join(",")}`;
    });
    fact.constraints = (s.tableElts ?? []).filter(e => e.Constraint).map(e => e.Constraint.contype);
  }
  if (kind === "DropStmt") fact.detail = `${s.removeType}:${(s.objects ?? []).length}:${!!s.missing_ok}:${s.behavior}`;
  if (kind === "TransactionStmt") fact.detail = s.kind.replace("_START", "_BEGIN");
  if (kind === "IndexStmt") fact.detail = `${!!s.unique}:${!!s.concurrent}:${(s.indexParams ?? []).map(p => p.IndexElem.name ?? "").join(",")}:${!!s.whereClause}`;
  if (kind === "CreateFunctionStmt") fact.detail = (s.parameters ?? []).filter(p => p.FunctionParameter.mode !== "FUNC_PARAM_TABLE").map(p => `${p.FunctionParameter.name ?? ""}:${typeName(p.FunctionParameter.argType)}`).join(",");
  if (["CommentStmt", "SecLabelStmt"].includes(kind)) fact.detail = s.objtype;
  if (["AlterOwnerStmt", "AlterObjectSchemaStmt"].includes(kind)) fact.detail = s.objectType;
  if (kind === "RenameStmt") fact.detail = `${s.renameType}:${s.subname ?? ""}:${s.newname}`;
  if (kind === "GrantStmt") {
    fact.detail = [
      s.targtype, s.objtype, !!s.is_grant, !!s.grant_option, (s.objects ?? []).length, (s.grantees ?? []).length, s.behavior,
      (s.privileges ?? []).map(p => `${p.AccessPriv.priv_name ?? "all"}/${(p.AccessPriv.cols ?? []).length}`).join(","),
    ].join(":");
  }
  if (kind === "ViewStmt" || kind === "CreateTableAsStmt") {
    fact.reads = [];
    reads(s.query, kind === "ViewStmt" && recursive(s) ? [s.view.relname] : [], fact.reads);
  }
  if (kind === "CreateTrigStmt") fact.detail = `${s.trigname}:${qualified(s.relation)}:${!!s.row}:${s.timing ?? 0}:${(s.columns ?? []).length}:${!!s.whenClause}:${!!s.isconstraint}`;
  if (kind === "CreatePolicyStmt") fact.detail = `${s.policy_name}:${qualified(s.table)}:${s.cmd_name}:${!!s.permissive}:${s.roles.length}:${!!s.qual}:${!!s.with_check}`;
  if (kind === "VariableSetStmt") fact.detail = `${s.name ?? ""}:${!!s.is_local}`;
  if (["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"].includes(kind)) {
    fact.reads = [];
    reads(s, [], fact.reads);
    fact.detail = s.relation ? qualified(s.relation) : s.intoClause ? qualified(s.intoClause.rel) : "";
  }
  return fact;
}

async function main() {
  if (pg.loadModule) await pg.loadModule();
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const answers = JSON.parse(Buffer.concat(chunks).toString("utf8")).map(text => {
    try {
      return { statements: text === "" ? [] : (pg.parseSync(text).stmts ?? []).map(s => facts(s.stmt)), error: null };
    } catch (e) {
      return { statements: null, error: e.message };
    }
  });
  process.stdout.write(JSON.stringify(answers));
}

main();

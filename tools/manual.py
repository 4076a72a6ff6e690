#!/usr/bin/env python3
"""Manual pages and shell completions, made from what the program says of itself: there is one description of every
command and option, the tables in src/cli.

usage: manual.py PROGRAM OUTDIR

Writes OUTDIR/warkat.1, OUTDIR/warkat-COMMAND.1, and OUTDIR/warkat.bash, _warkat (zsh), warkat.fish.
"""
import re
import subprocess
import sys
from pathlib import Path


def ask(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


class Option:
    def __init__(self, name, argument, help):
        self.name, self.argument, self.help = name, argument, help
        self.choices = argument.split("|") if "|" in argument and argument.split("|")[0].islower() else []


class Command:
    """One command's --help, taken apart."""

    def __init__(self, name, help):
        self.name, self.options, self.lists = name, [], []
        head, _, rest = help.partition("\n\n")
        self.usage = head.removeprefix("usage: ")
        summary, _, rest = rest.partition("\n\n")
        self.summary = summary.partition(": ")[2].rstrip(".")
        rest, _, self.codes = rest.partition("\nexit codes: ")
        self.text, _, options = rest.partition("options:\n")
        if "formats:\n" in self.text:
            self.text, _, formats = self.text.partition("formats:\n")
            self.lists = [re.split(r"\s{2,}", l.strip(), maxsplit=1) for l in formats.splitlines() if l.strip()]
        for line in options.splitlines():
            found = re.match(r"  (-\S+) ?(.*?)(?:\s{2,}(.*))?$", line)
            if found:
                self.options.append(Option(found[1], found[2], found[3] or ""))
            elif line.strip() and self.options:  # the choices of a wide one
                last = self.options[-1]
                self.options[-1] = Option(last.name, line.strip(), last.help)


def commands_of(program):
    whole = ask(program, "--help")
    names = re.findall(r"^  ([a-z]+) {2,}", whole, re.M)
    return whole, [Command(n, ask(program, n, "--help")) for n in names]


# ---- manual pages ---------------------------------------------------------------------------------------------------

def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def paragraphs(text):
    """Running text as paragraphs, indented lines as they stand."""
    out = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if all(l.startswith("  ") for l in block.splitlines()):
            out.append(".PP\n.nf\n.RS\n" + roff("\n".join(l.strip() for l in block.splitlines())) + "\n.RE\n.fi")
        else:
            out.append(".PP\n" + roff(block))
    return "\n".join(out).removeprefix(".PP\n")


def exit_codes(text):
    return "\n".join(f".TP\n\\fB{code}\\fR\n{roff(means)}" for code, _, means in (
        " ".join(c.split()).partition(" ") for c in text.strip().split(";")))


def option(o):
    argument, help = ("NAME", f"{o.help}: {', '.join(o.choices)}") if len(o.choices) > 4 else (o.argument, o.help)
    return f".TP\n\\fB{roff(o.name)}\\fR {roff(argument)}\n{roff(help)}"


def page(name, summary, sections, version):
    body = "\n".join(f".SH {title}\n{text}" for title, text in sections if text.strip())
    return f'.TH {name.upper().replace("-", chr(92) + "-")} 1 "" "warkat {version}" "User Commands"\n.SH NAME\n{roff(name)} \\- {roff(summary)}\n{body}\n'


def command_page(c, version):
    options = "\n".join(option(o) for o in c.options)
    lists = "\n".join(f".TP\n\\fB{roff(n)}\\fR\n{roff(h)}" for n, h in c.lists)
    return page(f"warkat-{c.name}", c.summary, [
        ("SYNOPSIS", roff(c.usage)), ("DESCRIPTION", paragraphs(c.text)), ("FORMATS", lists), ("OPTIONS", options),
        ("EXIT STATUS", exit_codes(c.codes)), ("SEE ALSO", ".BR warkat (1)")], version)


def main_page(whole, commands, version):
    lead = whole.split("\n\n")[1]
    rows = "\n".join(f".TP\n\\fB{c.name}\\fR\n{roff(c.summary)}" for c in commands)
    also = ",\n".join(f".BR warkat\\-{c.name} (1)" for c in commands)
    return page("warkat", "reads news pages and makes a record that can be checked", [
        ("SYNOPSIS", "warkat COMMAND [options] [arguments]"), ("DESCRIPTION", paragraphs(lead)), ("COMMANDS", rows),
        ("ENVIRONMENT", ".TP\n\\fBNO_COLOR\\fR\nno colours, whatever the terminal can"),
        ("EXIT STATUS", exit_codes(commands[0].codes)), ("SEE ALSO", also)], version)


# ---- completions ----------------------------------------------------------------------------------------------------

def words(c):
    return " ".join(o.name for o in c.options)


def bash(commands):
    cases, values = [], {}
    for c in commands:
        cases.append(f'    {c.name}) COMPREPLY=($(compgen -W "{words(c)}{"".join(" " + n for n, _ in c.lists)}" -- "$cur") $(compgen -f -- "$cur")) ;;')
        values.update({o.name: o.choices for o in c.options if o.choices})
    choices = "\n".join(f'    {name}) COMPREPLY=($(compgen -W "{" ".join(v)}" -- "$cur")); return ;;' for name, v in sorted(values.items()))
    return f"""# bash completion for warkat
_warkat() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "{" ".join(c.name for c in commands)} --help --version" -- "$cur"))
        return
    fi
    case $prev in
{choices}
    esac
    case ${{COMP_WORDS[1]}} in
{chr(10).join(cases)}
    esac
}}
complete -o filenames -F _warkat warkat
"""


def quoted(text):
    return text.replace("'", "'\\''").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def zsh(commands):
    lines = ["#compdef warkat", "_warkat() {", "  if (( CURRENT == 2 )); then", "    local -a commands=("]
    lines += [f"      '{c.name}:{quoted(c.summary)}'" for c in commands]
    lines += ["    )", "    _describe command commands", "    return", "  fi", "  local command=$words[2]",
              "  shift words; (( CURRENT-- ))", "  case $command in"]
    for c in commands:
        rows = []
        for o in c.options:
            value = f":{quoted(o.argument.split('|')[0].lower()) if not o.choices else 'value'}:({' '.join(o.choices)})" if o.choices else f":{quoted(o.argument)}:" if o.argument else ""
            rows.append(f"'{o.name}[{quoted(o.help)}]{value}'")
        rest = f"'*:format:({' '.join(n for n, _ in c.lists)})'" if c.lists else "'*:file:_files'"
        lines.append(f"    {c.name}) _arguments {' '.join(rows)} {rest} ;;")
    return "\n".join(lines + ["  esac", "}", '_warkat "$@"', ""])


def fish(commands):
    def text(s):
        return s.replace("\\", "\\\\").replace("'", "\\'")
    lines = ["# fish completion for warkat"]
    for c in commands:
        lines.append(f"complete -c warkat -n __fish_use_subcommand -f -a {c.name} -d '{text(c.summary)}'")
        seen = f"-n '__fish_seen_subcommand_from {c.name}'"
        for o in c.options:
            flag = f"-l {o.name[2:]}" if o.name.startswith("--") else f"-s {o.name[1:]}"
            value = f" -x -a '{' '.join(o.choices)}'" if o.choices else " -r" if o.argument else ""
            lines.append(f"complete -c warkat {seen} {flag}{value} -d '{text(o.help)}'")
        for name, help in c.lists:
            lines.append(f"complete -c warkat {seen} -f -a {name} -d '{text(help)}'")
    return "\n".join(lines) + "\n"


def main():
    program, out = sys.argv[1], Path(sys.argv[2])
    version = ask(program, "--version").split()[1]
    whole, commands = commands_of(program)
    out.mkdir(parents=True, exist_ok=True)
    (out / "warkat.1").write_text(main_page(whole, commands, version))
    for c in commands:
        (out / f"warkat-{c.name}.1").write_text(command_page(c, version))
    for name, text in (("warkat.bash", bash(commands)), ("_warkat", zsh(commands)), ("warkat.fish", fish(commands))):
        (out / name).write_text(text)


if __name__ == "__main__":
    main()

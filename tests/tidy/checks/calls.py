"""Names that may not be used, each with what to use instead."""

import re

from check import check
from tree import Tree, code_lines

ANYWHERE = {
    r"\bstd::format\b|<format>": "fmt::format",
    r"\bstd::expected\b|<expected>": "planner::Result",
    r"\b(sprintf|strcpy|strcat|gets|strtok)\s*\(": "fmt or std::string",
    r"\b(atoi|atol|atof|std::sto[idlfu]\w*)\s*\(": "std::from_chars, which sees the whole text",
    r"\busing namespace std\s*;": "the qualified name",
    r"\b(usleep|sleep_for|sleep_until)\s*\(|[^_\w.:]sleep\s*\(":
        "a wait for the condition, with a bound",
    r"\bstd::rand\b|\bsrand\s*\(": "a seeded generator that is handed in",
    r"\bconst_cast\b": "a value of the right constness",
}
PURE = {
    r"\bstd::(exp|exp2|expm1|log|log2|log10|log1p|pow|cbrt|a?sin|a?cos|a?tan2?|tanh|erf\w*)\b":
        "planner/numeric, the same bits on every machine",
    r"(?<![\w:.>])(exp|log|pow|sin|cos|tan)f?\s*\((?!.*\bdouble \w+\)\s*[;{])":
        "planner/numeric, the same bits on every machine",
    r"\b(random_device|mt19937\w*|\w+_distribution)\b": "planner/numeric/philox with a seed",
    r"\b(system|steady|high_resolution|utc)_clock\b|[^\w.:>]time\s*\(|\bclock\s*\(":
        "a time that is handed in",
    r"\b(getenv|setenv)\s*\(|\bstd::getenv\b": "a setting that is handed in",
    r"\bstd::(thread|jthread|async|mutex|atomic|condition_variable)\b": "plain functions of values",
    r"\bstd::(cout|cerr|clog|cin|ifstream|ofstream|fstream|filesystem)\b|\bfopen\s*\(":
        "values in and values out; the caller reads and writes",
    r"\bstd::(locale|setlocale|stringstream|ostringstream|istringstream|strtod)\b|\bsetlocale\s*\(":
        "std::to_chars and std::from_chars, which know no locale",
    r"\bstd::(isalpha|isdigit|isspace|toupper|tolower)\b": "a comparison of characters",
    r"\bfmt::": "std::string and std::to_chars; fmt stays outside the planner",
    r"\bthread_local\b|^\s*static (?!const|constexpr|assert)\w[\w:<>]* \w+\s*(=|;|\{)":
        "a value that is handed in",
}
PURE_HEADERS = {"thread", "mutex", "atomic", "iostream", "fstream", "sstream", "iomanip", "locale",
                "filesystem", "random", "ctime", "cstdio", "unistd.h", "regex", "future"}
OUTSIDE = ("fmt/", "spdlog/", "boost/", "sys/")
SEAMS = {
    r"\b(system|steady|high_resolution)_clock::now\b": "broker::Clock, which tests replace",
    r"[^\w.:>](time|clock_gettime|gettimeofday)\s*\(": "broker::Clock, which tests replace",
    r"\b(random_device|mt19937\w*)\b": "the injected identifiers or a seed from the request",
    r"\bstd::getenv\b|[^\w:.]getenv\s*\(": "a setting that is handed in by main",
}


def _uses(tree: Tree, paths: list[str], banned: dict[str, str]) -> list[str]:
    patterns = [(re.compile(pattern), instead) for pattern, instead in banned.items()]
    findings = []
    for path in paths:
        for number, line in enumerate(code_lines(tree.text(path)), 1):
            for pattern, instead in patterns:
                if found := pattern.search(line):
                    findings.append(f"{path}:{number}: '{found.group().strip()}' is banned, "
                                    f"use {instead}")
    return findings


@check("no banned call anywhere",
       {"tools/a.cpp": "int f() { return atoi(text); }\n"},
       {"tests/unit/a.cpp": "void f() { std::this_thread::sleep_for(one); }\n"})
def anywhere(tree: Tree) -> list[str]:
    return _uses(tree, tree.cpp(), ANYWHERE)


@check("the planner is pure: no clock, chance, file, thread, locale or platform's own exp",
       {"planner/a.cpp": "double f(double x) { return std::exp(x); }\n"},
       {"planner/a.cpp": "double f(double x) { return pow(x, 2); }\n"},
       {"planner/a.cpp": "auto f() { return std::chrono::steady_clock::now(); }\n"},
       {"planner/a.cpp": "auto f() { return time(nullptr); }\n"},
       {"planner/a.cpp": "#include <thread>\n"},
       {"planner/a.cpp": "static int calls = 0;\n"})
def planner_is_pure(tree: Tree) -> list[str]:
    findings = _uses(tree, tree.cpp("planner/"), PURE)
    for path in tree.cpp("planner/"):
        for included in re.findall(r"^\s*#\s*include\s*<([^>]+)>", tree.text(path), re.MULTILINE):
            if included in PURE_HEADERS or included.startswith(OUTSIDE):
                findings.append(f"{path}: the pure planner may not include <{included}>")
    return findings


@check("actors take clocks and chance through seams",
       {"actors/trading/a.cpp": "auto f() { return std::chrono::system_clock::now(); }\n"},
       {"actors/trading/a.cpp": "std::random_device device;\n"})
def actors_use_seams(tree: Tree) -> list[str]:
    paths = [path for path in tree.cpp("actors/") if path != "actors/main.cpp"]
    return _uses(tree, paths, SEAMS)


@check("no owning raw pointer",
       {"broker/a.cpp": "auto* f() { return new Node(); }\n"},
       {"broker/a.cpp": "void f(Node* node) { delete node; }\n"})
def no_raw_ownership(tree: Tree) -> list[str]:
    return _uses(tree, tree.cpp(), {
        r"(?<!operator )\bnew\s+[A-Za-z_(]": "std::make_unique or a value",
        r"(?<![=\w] )(?<!operator )\bdelete\b(\[\])?\s+\w": "RAII",
    })

"""Modules that are loaded when they are used: each test in a process of its own."""

from __future__ import annotations

import subprocess
import sys


def _said(program):
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_builder_loads_no_selectors():
    """What a build of what has changed imports is none of them; the theme is."""
    program = """
import sys
from standfirst.sphinx_ext.run.build import build
print("soupsieve.css_parser" in sys.modules, "pydata_sphinx_theme" in sys.modules)
"""
    assert _said(program) == ["False", "True"]


def test_selectors_are_there_for_who_uses_them():
    """By Beautiful Soup, by the module's own names, and by a part of it."""
    program = """
import standfirst.sphinx_ext.html.builder
from bs4 import BeautifulSoup
soup = BeautifulSoup("<p class=a>one</p><p>two</p>", "html.parser")
print(*(found.text for found in soup.select(".a, p:nth-of-type(2)")))
import soupsieve
from soupsieve import css_parser, select_one
print(soupsieve.select_one("p", soup).text, select_one(".a", soup).text, soupsieve.css_parser is css_parser)
"""
    assert _said(program) == ["one", "two", "one", "one", "True"]


def test_a_module_that_is_not_installed_stays_missing():
    """An import of it says so, as ever."""
    program = """
import sys
from standfirst.sphinx_ext.upstream.late_imports import load_later
load_later("no_such_module_at_all")
print("no_such_module_at_all" in sys.modules)
"""
    assert _said(program) == ["False"]


def test_a_module_that_is_there_stays():
    """The very same."""
    program = """
import json
import sys
from standfirst.sphinx_ext.upstream.late_imports import load_later
load_later("json")
print(sys.modules["json"] is json, type(json).__name__)
"""
    assert _said(program) == ["True", "module"]

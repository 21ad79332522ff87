from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'courses-page.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_link_to = l_0_attribute = l_0_mention = l_0_outcome_table = missing
    pass
    parent_template = environment.get_template('page.html.j2', 'courses-page.html.j2')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('indicators.html.j2', 'courses-page.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'link_to': l_0_link_to, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table})
    l_0_link_to = getattr(included_template, 'link_to', missing)
    if l_0_link_to is missing:
        l_0_link_to = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'courses-page.html.j2') does not export the requested name 'link_to'", name='link_to')
    context.vars['link_to'] = l_0_link_to
    context.exported_vars.discard('link_to')
    included_template = environment.get_template('parts.html.j2', 'courses-page.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'link_to': l_0_link_to, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table})
    l_0_attribute = getattr(included_template, 'attribute', missing)
    if l_0_attribute is missing:
        l_0_attribute = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'courses-page.html.j2') does not export the requested name 'attribute'", name='attribute')
    l_0_mention = getattr(included_template, 'mention', missing)
    if l_0_mention is missing:
        l_0_mention = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'courses-page.html.j2') does not export the requested name 'mention'", name='mention')
    l_0_outcome_table = getattr(included_template, 'outcome_table', missing)
    if l_0_outcome_table is missing:
        l_0_outcome_table = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'courses-page.html.j2') does not export the requested name 'outcome_table'", name='outcome_table')
    context.vars.update({'attribute': l_0_attribute, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table})
    context.exported_vars.difference_update(('attribute', 'mention', 'outcome_table'))
    yield from parent_template.root_render_func(context)

def block_title(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_courses = resolve('courses')
    l_0__ = resolve('_')
    pass
    yield escape(environment.getattr(environment.getitem((undefined(name='courses') if l_0_courses is missing else l_0_courses), 0), 'short'))
    yield ' – '
    yield escape(environment.getattr(environment.getitem((undefined(name='courses') if l_0_courses is missing else l_0_courses), -1), 'short'))
    yield ' – '
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Perspectives in the learning outcomes', _block_vars=_block_vars))

def block_contents(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_at = resolve('at')
    l_0__ = resolve('_')
    l_0_courses = resolve('courses')
    pass
    yield '<ul>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'summary', _block_vars=_block_vars))
    yield '#summary">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'To the whole report', _block_vars=_block_vars))
    yield '</a></li>\n<li><a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'courses', _block_vars=_block_vars))
    yield '#courses">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses and their outcomes', _block_vars=_block_vars))
    yield '</a></li>\n<li><span class="group">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'On this page', _block_vars=_block_vars))
    yield '</span>\n<ul>\n'
    for l_1_course in (undefined(name='courses') if l_0_courses is missing else l_0_courses):
        l_1_link_to = resolve('link_to')
        _loop_vars = {}
        pass
        yield '<li>'
        yield escape(context.call((undefined(name='link_to') if l_1_link_to is missing else l_1_link_to), l_1_course, _loop_vars=_loop_vars))
        yield '</li>\n'
    l_1_course = l_1_link_to = missing
    yield '</ul></li>\n</ul>\n'

def block_main(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0__ = resolve('_')
    l_0_courses = resolve('courses')
    pass
    yield '<section id="courses" aria-labelledby="courses-h">\n<h2 id="courses-h">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses and their outcomes', _block_vars=_block_vars))
    yield ': '
    yield escape(environment.getattr(environment.getitem((undefined(name='courses') if l_0_courses is missing else l_0_courses), 0), 'short'))
    yield ' – '
    yield escape(environment.getattr(environment.getitem((undefined(name='courses') if l_0_courses is missing else l_0_courses), -1), 'short'))
    yield '</h2>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Each outcome stands as in its syllabus. Marked are the words that a decision rests on; below them stand the decision, its probability and the rule of the codebook.', _block_vars=_block_vars))
    yield '</p>\n'
    template = environment.get_template('courses.html.j2', 'courses-page.html.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield '\n</section>\n'

blocks = {'title': block_title, 'contents': block_contents, 'main': block_main}
debug_info = '1=13&2=16&3=22&4=36&5=52&7=64&8=68&9=72&11=74&12=79&17=84&19=95&20=101&21=103'

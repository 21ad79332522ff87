from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'programme-page.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    l_0_definition = l_0_exposure_table = l_0_group_tables = l_0_languages_block = l_0_link_list = l_0_link_to = l_0_promises_table = l_0_standing_table = l_0_attribute = l_0_course_table = l_0_mention = l_0_outcome_table = l_0_share = l_0_summary_bar = missing
    pass
    parent_template = environment.get_template('page.html.j2', 'programme-page.html.j2')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    included_template = environment.get_template('indicators.html.j2', 'programme-page.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'course_table': l_0_course_table, 'definition': l_0_definition, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table, 'promises_table': l_0_promises_table, 'share': l_0_share, 'standing_table': l_0_standing_table, 'summary_bar': l_0_summary_bar})
    l_0_definition = getattr(included_template, 'definition', missing)
    if l_0_definition is missing:
        l_0_definition = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'definition'", name='definition')
    l_0_exposure_table = getattr(included_template, 'exposure_table', missing)
    if l_0_exposure_table is missing:
        l_0_exposure_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'exposure_table'", name='exposure_table')
    l_0_group_tables = getattr(included_template, 'group_tables', missing)
    if l_0_group_tables is missing:
        l_0_group_tables = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'group_tables'", name='group_tables')
    l_0_languages_block = getattr(included_template, 'languages_block', missing)
    if l_0_languages_block is missing:
        l_0_languages_block = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'languages_block'", name='languages_block')
    l_0_link_list = getattr(included_template, 'link_list', missing)
    if l_0_link_list is missing:
        l_0_link_list = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'link_list'", name='link_list')
    l_0_link_to = getattr(included_template, 'link_to', missing)
    if l_0_link_to is missing:
        l_0_link_to = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'link_to'", name='link_to')
    l_0_promises_table = getattr(included_template, 'promises_table', missing)
    if l_0_promises_table is missing:
        l_0_promises_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'promises_table'", name='promises_table')
    l_0_standing_table = getattr(included_template, 'standing_table', missing)
    if l_0_standing_table is missing:
        l_0_standing_table = undefined(f"the template {included_template.__name__!r} (imported on line 2 in 'programme-page.html.j2') does not export the requested name 'standing_table'", name='standing_table')
    context.vars.update({'definition': l_0_definition, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'promises_table': l_0_promises_table, 'standing_table': l_0_standing_table})
    context.exported_vars.difference_update(('definition', 'exposure_table', 'group_tables', 'languages_block', 'link_list', 'link_to', 'promises_table', 'standing_table'))
    included_template = environment.get_template('parts.html.j2', 'programme-page.html.j2').make_module(context.get_all(), True, {'attribute': l_0_attribute, 'course_table': l_0_course_table, 'definition': l_0_definition, 'exposure_table': l_0_exposure_table, 'group_tables': l_0_group_tables, 'languages_block': l_0_languages_block, 'link_list': l_0_link_list, 'link_to': l_0_link_to, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table, 'promises_table': l_0_promises_table, 'share': l_0_share, 'standing_table': l_0_standing_table, 'summary_bar': l_0_summary_bar})
    l_0_attribute = getattr(included_template, 'attribute', missing)
    if l_0_attribute is missing:
        l_0_attribute = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'programme-page.html.j2') does not export the requested name 'attribute'", name='attribute')
    l_0_course_table = getattr(included_template, 'course_table', missing)
    if l_0_course_table is missing:
        l_0_course_table = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'programme-page.html.j2') does not export the requested name 'course_table'", name='course_table')
    l_0_mention = getattr(included_template, 'mention', missing)
    if l_0_mention is missing:
        l_0_mention = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'programme-page.html.j2') does not export the requested name 'mention'", name='mention')
    l_0_outcome_table = getattr(included_template, 'outcome_table', missing)
    if l_0_outcome_table is missing:
        l_0_outcome_table = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'programme-page.html.j2') does not export the requested name 'outcome_table'", name='outcome_table')
    l_0_share = getattr(included_template, 'share', missing)
    if l_0_share is missing:
        l_0_share = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'programme-page.html.j2') does not export the requested name 'share'", name='share')
    l_0_summary_bar = getattr(included_template, 'summary_bar', missing)
    if l_0_summary_bar is missing:
        l_0_summary_bar = undefined(f"the template {included_template.__name__!r} (imported on line 3 in 'programme-page.html.j2') does not export the requested name 'summary_bar'", name='summary_bar')
    context.vars.update({'attribute': l_0_attribute, 'course_table': l_0_course_table, 'mention': l_0_mention, 'outcome_table': l_0_outcome_table, 'share': l_0_share, 'summary_bar': l_0_summary_bar})
    context.exported_vars.difference_update(('attribute', 'course_table', 'mention', 'outcome_table', 'share', 'summary_bar'))
    yield from parent_template.root_render_func(context)

def block_title(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_programme = resolve('programme')
    l_0__ = resolve('_')
    pass
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'name'))
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
    l_0_programme = resolve('programme')
    l_0_attribute = resolve('attribute')
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
    yield '</span>\n<ul>\n<li><a href="#'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '"'
    yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'language'), _block_vars=_block_vars))
    yield '>'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'))
    yield '</a></li>\n<li><a href="#'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '-courses">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses', _block_vars=_block_vars))
    yield '</a></li>\n'
    for l_1_group in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'carriers'):
        _loop_vars = {}
        pass
        yield '<li><a href="#'
        yield escape(environment.getattr(l_1_group, 'anchor'))
        yield '">'
        yield escape(environment.getattr(environment.getattr(l_1_group, 'perspective'), 'heading'))
        yield '</a></li>\n'
    l_1_group = missing
    if (environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'opportunities') or environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_mentions')):
        pass
        yield '<li><a href="#'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-opportunities">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Opportunities', _block_vars=_block_vars))
        yield '</a></li>\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'missing'):
        pass
        yield '<li><a href="#'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-missing">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses without a syllabus among the files', _block_vars=_block_vars))
        yield '</a></li>\n'
    yield '</ul></li>\n</ul>\n'

def block_main(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    template = environment.get_template('programme.html.j2', 'programme-page.html.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {'title': block_title, 'contents': block_contents, 'main': block_main}
debug_info = '1=13&2=16&3=43&4=66&5=80&7=93&8=97&9=101&11=103&12=109&13=113&14=117&16=122&17=125&19=129&20=132&25=138&26=146'

"""What a page about a meeting asks: when is it, who meets, and what does its phase mean?"""

from django import template

from thegither.capabilities.meetings.queries import reading

register = template.Library()

register.filter("when", reading.when)
register.filter("group_name", reading.group_name)
register.filter("state_sentence", reading.state_sentence)
